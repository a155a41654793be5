// YASGUI's table of results, for thousands of rows: it cleans each cell several times over, which takes most of a minute for ten
// thousand; what is escaped here needs no cleaning.
"use strict";
(() => {
  const table = Yasgui.Yasr.plugins.table.prototype;
  const SIGNS = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
  const escaped = (text) => text.replace(/[&<>"']/g, (sign) => SIGNS[sign]);

  const short = (iri, prefixes) => {
    const fits = Object.entries(prefixes ?? {}).filter(([, beginning]) => iri.startsWith(beginning));
    const [prefix, beginning] = fits.reduce((best, next) => (next[1].length > best[1].length ? next : best), ["", ""]);
    return beginning ? `${prefix}:${iri.slice(beginning.length)}` : "";
  };
  table.getUriLinkFromBinding = function ({ value }, prefixes) {
    const name = short(value, prefixes), [before, after] = name || this.persistentConfig.compact ? ["", ""] : ["&lt;", "&gt;"];
    const shown = escaped(name || value);
    if (!/^https?:\/\//i.test(value)) return `${before}<span class="iri">${shown}</span>${after}`;
    const where = this.config.openIriInNewWindow ? 'target="_blank" rel="noopener noreferrer"' : 'target="_self"';
    return `${before}<a class="iri" ${where} href="${escaped(value)}">${shown}</a>${after}`;
  };
  table.formatLiteral = function (literal, prefixes) {
    const text = escaped(literal.value), language = literal["xml:lang"];
    if (this.persistentConfig.compact) return text;
    if (language) return `"${text}"<sup>@${escaped(language)}</sup>`;
    if (literal.datatype) return `"${text}"<sup>^^${this.getUriLinkFromBinding({ value: literal.datatype }, prefixes)}</sup>`;
    return text;
  };
  const { getColumns } = table;
  table.getColumns = function () {
    const prefixes = this.yasr.getPrefixes();
    const render = (cell, kind) => {
      if (cell === "") return cell;
      return kind === "display" ? this.getCellContent(cell, prefixes) : escaped(cell.value);
    };
    return getColumns.call(this).map((column, place) => (place ? { ...column, render } : column));
  };
})();
