"use strict";
// Charts answer to the mouse, and filters change all charts at once. Every number was computed and kept secret where it
// must be before the page was written: here one prepared view takes the place of another, nothing is added up.
(() => {
  const ALLES = "";
  const SCHMALSTES = 260; // px: below that a chart scrolls instead of shrinking
  const knoten = (name, text, eigenschaften = {}) => Object.assign(document.createElement(name), { textContent: text }, eigenschaften);

  class Bild {
    constructor(quelle, formate) {
      this.figur = quelle.closest("figure");
      Object.assign(this, JSON.parse(quelle.textContent));
      this.formate = formate;
      this.rolle = this.figur.querySelector(".qz-rolle");
      this.svg = this.rolle.querySelector("svg");
      const unterschrift = this.figur.querySelector("figcaption");
      this.titel = [...unterschrift.querySelector("strong").childNodes].at(-1);
      this.untertitel = unterschrift.querySelector(".untertitel");
      this.tafel = this.figur.querySelector("details figure");
      this.gedruckt = { titel: this.titel.data.trim(), untertitel: this.untertitel?.textContent, alt: this.alt };
      this.flaeche = knoten("div", "");
      this.flaeche.className = "qz-vega";
      this.flaeche.setAttribute("role", "img");
      this.rolle.append(this.flaeche);
    }

    sicht(auswahl) {
      const gesucht = Object.entries(auswahl);
      return this.sichten.find((s) => Object.keys(s.auswahl).length === gesucht.length
        && gesucht.every(([name, wert]) => s.auswahl[name] === wert));
    }

    filterbar(auswahl) {
      return Object.keys(auswahl).every((name) => this.sichten.some((s) => name in s.auswahl));
    }

    // Returns whether the chart shows the choice: one it has no view of goes on showing everything, and says so.
    async zeige(auswahl) {
      const leer = Object.keys(auswahl).length === 0;
      const folgt = leer || this.filterbar(auswahl);
      const sicht = leer || !folgt ? null : this.sicht(auswahl) ?? { ...this.gedruckt, werte: [], tabelle: null, nichts: true };
      const worte = sicht ?? this.gedruckt;
      this.titel.data = ` ${worte.titel}`;
      if (this.untertitel) this.untertitel.textContent = sicht?.nichts ? "Zu dieser Auswahl gibt es hier nichts." : worte.untertitel;
      this.figur.classList.toggle("qz-ungefiltert", !folgt);
      this.tausche(sicht?.tabelle ?? null, sicht?.nichts);
      await this.zeichne(sicht, worte.alt);
      return folgt;
    }

    async zeichne(sicht, alt) {
      const spec = sicht?.spec ?? (sicht ? { ...this.spec, datasets: { werte: sicht.werte }, height: sicht.hoehe ?? this.spec.height } : this.spec);
      const breite = Math.min(spec.width ?? Infinity, Math.max(SCHMALSTES, this.rolle.clientWidth));
      const enger = Number.isFinite(breite) ? { width: breite } : {};
      const achse = { ...spec.config.axis, labelLimit: Math.min(spec.config.axis.labelLimit, breite * 0.45) };
      const config = { ...spec.config, axis: achse, aria: false };
      const nummer = (this.nummer = (this.nummer ?? 0) + 1);
      const neu = knoten("div", "", { ariaHidden: "true" }); // one image with one German name, as the still one is
      const fertig = await window.qzVegaEmbed(neu, { ...spec, ...enger, config },
        { actions: false, ast: true, renderer: "svg", ...this.formate });
      if (nummer !== this.nummer) return fertig.finalize(); // another choice was made meanwhile
      this.ansicht?.finalize();
      this.ansicht = fertig;
      // One made of several has no width to choose: it shrinks as far as the still one does, and scrolls from there.
      this.flaeche.style.setProperty("--breite", `${neu.querySelector("svg").getAttribute("width")}px`);
      this.flaeche.replaceChildren(neu);
      this.flaeche.setAttribute("aria-label", alt);
      this.svg.style.display = "none";
    }

    tausche(tabelle, nichts) {
      if (!this.tafel) return;
      this.tafel.hidden = Boolean(tabelle || nichts);
      this.figur.querySelector(".qz-auswahl")?.remove();
      if (!tabelle) return;
      const neu = knoten("div", "");
      neu.className = "qz-rolle qz-auswahl";
      for (const [name, wert] of [["role", "region"], ["aria-label", this.titel.data.trim()], ["tabindex", "0"]]) neu.setAttribute(name, wert);
      const tafel = knoten("table", "");
      const kopf = tafel.createTHead().insertRow();
      const seite = tabelle.spalten.map(([, ausrichtung]) => (ausrichtung === "rechts" ? "zahl" : ""));
      const rechts = (stelle) => ({ className: seite[stelle], style: `text-align:${seite[stelle] ? "right" : "left"}` });
      tabelle.spalten.forEach(([titel], n) => kopf.append(knoten("th", titel, { scope: "col", ...rechts(n) })));
      const rumpf = tafel.createTBody();
      for (const zeile of tabelle.zeilen) {
        const reihe = rumpf.insertRow();
        zeile.forEach((zelle, n) => reihe.append(n ? knoten("td", zelle, rechts(n)) : knoten("th", zelle, { scope: "row", ...rechts(n) })));
      }
      neu.append(tafel, knoten("p", tabelle.anmerkung, { className: "anmerkung" }));
      this.tafel.after(neu);
    }
  }

  function filterleiste(bilder) {
    const leiste = document.getElementById("qz-filter");
    const gruppen = new Map();
    for (const { sichten } of bilder)
      for (const { auswahl } of sichten)
        for (const [name, wert] of Object.entries(auswahl)) gruppen.set(name, (gruppen.get(name) ?? new Set()).add(wert));
    if (!gruppen.size) return;
    const felder = [...gruppen].map(([name, werte]) => {
      const feld = knoten("select", "", { name });
      feld.append(new Option("alle", ALLES), ...[...werte].sort(nachAnfang).map((wert) => new Option(wert, wert)));
      const schild = knoten("label", `${name} `);
      schild.append(feld);
      return schild;
    });
    const stand = knoten("output", "");
    const zurueck = knoten("button", "Filter aufheben", { type: "reset", hidden: true });
    leiste.append(knoten("strong", "Diagramme filtern"), ...felder, zurueck, stand);
    leiste.hidden = false;

    async function stelle() {
      const auswahl = Object.fromEntries([...new FormData(leiste)].filter(([, wert]) => wert !== ALLES));
      const folgen = await Promise.all(bilder.map((bild) => bild.zeige(auswahl)));
      for (const feld of document.querySelectorAll(".qz-raster td[data-bereich]"))
        feld.classList.toggle("qz-blass", "Bereich" in auswahl && feld.dataset.bereich !== auswahl.Bereich);
      const gewaehlt = Object.values(auswahl).join(", ");
      zurueck.hidden = !gewaehlt;
      stand.textContent = gewaehlt
        ? `Gezeigt: ${gewaehlt}. ${folgen.filter(Boolean).length} von ${folgen.length} Diagrammen folgen; die übrigen und alle Texte und Tabellen zeigen alles.`
        : "";
      document.documentElement.classList.toggle("qz-gefiltert", Boolean(gewaehlt));
    }
    leiste.addEventListener("change", stelle);
    leiste.addEventListener("reset", () => setTimeout(stelle));
    leiste.addEventListener("submit", (ereignis) => ereignis.preventDefault());
  }

  // Quarters by number; other names keep the order in which the charts bring them.
  const nachAnfang = (a, b) => (parseInt(a) || 0) - (parseInt(b) || 0);

  async function beginne() {
    const formate = JSON.parse(document.getElementById("qz-formate").textContent);
    const bilder = [...document.querySelectorAll("script.qz-spec")].map((quelle) => new Bild(quelle, formate));
    await document.fonts.load('12px "IBM Plex Sans"'); // texts are measured before they are drawn
    for (const bild of bilder) await bild.zeige({});
    filterleiste(bilder);
    document.documentElement.dataset.qz = "bereit";
  }
  beginne();
})();
