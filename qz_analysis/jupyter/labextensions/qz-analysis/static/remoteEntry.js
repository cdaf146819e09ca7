"use strict";
// A JupyterLab extension as the browser takes it: a module federation container written by hand, so that nothing has to be
// built and nobody needs Node. It adds one entry to the launcher, a new notebook from the workspace's own template, and it shows
// charts that answer to the mouse.
(() => {
  const VORLAGE = "notebooks/vorlagen/neue_auswertung.ipynb";
  const ORDNER = "notebooks";
  const BEFEHL = "qz:neue-auswertung";
  const ZEICHEN = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="4" fill="#1f3a5f"/>'
    + '<path d="M7 25V15h5v10zm7 0V8h5v17zm7 0v-7h5v7z" fill="#fff"/></svg>';
  const BAUSTEIN = "application/vnd.qz+json";
  const VEGALITE = "application/vnd.vegalite.v5+json";
  let geteilt;

  // What JupyterLab itself has loaded, whatever its version.
  async function hole(paket) {
    const [fassung] = Object.values(geteilt[paket] ?? {});
    return fassung ? (await fassung.get())() : null;
  }

  async function freierName(inhalte) {
    const da = new Set((await inhalte.get(ORDNER)).content.map((eintrag) => eintrag.name));
    for (let n = 1; ; n += 1) {
      const name = n === 1 ? "Auswertung.ipynb" : `Auswertung ${n}.ipynb`;
      if (!da.has(name)) return `${ORDNER}/${name}`;
    }
  }

  async function neueAuswertung(app, melde) {
    const inhalte = app.serviceManager.contents;
    try {
      const vorlage = await inhalte.get(VORLAGE, { type: "notebook", content: true });
      const pfad = await freierName(inhalte);
      await inhalte.save(pfad, { type: "notebook", format: "json", content: vorlage.content });
      return await app.commands.execute("docmanager:open", { path: pfad, factory: "Notebook", kernel: { name: "python3" } });
    } catch (fehler) {
      await melde("Die Auswertung konnte nicht angelegt werden",
        `Die Vorlage „${VORLAGE}“ ließ sich nicht öffnen. Bitte JupyterLab mit „qz lab“ im Ordner der Auswertung starten. (${fehler.message ?? fehler})`);
      return undefined;
    }
  }

  // JupyterLab shows one form of a result and takes the page before the chart: here the chart takes the place of the still
  // picture in the page, whose title, table and source cells stay.
  async function lebendig(blatt, model, zeichner) {
    const bild = blatt.querySelector("figure svg[role=img]");
    const { title, ...spec } = model.data[VEGALITE] ?? {}; // the page has the title
    if (!bild || !model.data[VEGALITE]) return;
    await zeichner.renderModel({ data: { [VEGALITE]: spec }, metadata: {}, trusted: model.trusted, setData() {} });
    const flaeche = zeichner.node.querySelector("canvas, svg");
    flaeche?.setAttribute("role", "img");
    flaeche?.setAttribute("aria-label", spec.description ?? "");
    bild.replaceWith(zeichner.node);
  }

  function darsteller(register) {
    return {
      safe: true, // what shows the page cleans it where the notebook is not trusted
      mimeTypes: [BAUSTEIN],
      createRenderer() {
        const blatt = register.createRenderer("text/html");
        const zeichner = register.createRenderer(VEGALITE);
        const zeige = blatt.renderModel.bind(blatt);
        blatt.renderModel = async (model) => {
          await zeige(model);
          // The still picture is there already: where the chart can't be drawn it stays.
          await lebendig(blatt.node, model, zeichner).catch((fehler) => console.warn(fehler));
        };
        blatt.disposed.connect(() => zeichner.dispose());
        return blatt;
      },
    };
  }

  async function erweiterungen() {
    const [starter, oberflaeche, bilder, darstellung] = await Promise.all(
      ["@jupyterlab/launcher", "@jupyterlab/apputils", "@jupyterlab/ui-components", "@jupyterlab/rendermime"].map(hole));
    return [{
      id: "qz-analysis:diagramme",
      description: "Zeigt Diagramme, die auf die Maus antworten.",
      autoStart: true,
      requires: [darstellung.IRenderMimeRegistry],
      activate(_app, register) {
        register.addFactory(darsteller(register), 10);
      },
    }, {
      id: "qz-analysis:launcher",
      description: "Startet eine neue Auswertung aus einer Vorlage.",
      autoStart: true,
      optional: [starter.ILauncher],
      activate(app, leiste) {
        app.commands.addCommand(BEFEHL, {
          label: "QZ: neue Auswertung",
          icon: new bilder.LabIcon({ name: "qz:auswertung", svgstr: ZEICHEN }),
          caption: "Ein neues Notebook aus der Vorlage des Arbeitsbereichs",
          execute: () => neueAuswertung(app, oberflaeche.showErrorMessage),
        });
        leiste?.add({ command: BEFEHL, category: "QZ", rank: 0 });
      },
    }];
  }

  window._JUPYTERLAB = window._JUPYTERLAB ?? {};
  window._JUPYTERLAB["qz-analysis"] = {
    init(umgebung) { geteilt = umgebung; },
    async get(name) {
      if (name !== "./extension") throw new Error(`unknown module ${name}`);
      const modul = { __esModule: true, default: await erweiterungen() };
      return () => modul;
    },
  };
})();
