"""The commands of `qz`: each asks one function of the library and says in German what came of it."""
