"use strict";
(() => {
  // What is wider than a telephone is reached by the keys, too.
  for (const wide of document.querySelectorAll("section > table")) {
    if (wide.scrollWidth > wide.clientWidth) wide.tabIndex = 0;
  }

  const table = document.querySelector("table.matrix");
  if (!table) return;
  const body = table.tBodies[0];
  const heads = [...table.tHead.rows[0].cells];
  const rows = [...body.rows];
  const said = document.getElementById("matrix-said");
  const search = document.getElementById("search");
  const collator = new Intl.Collator(document.documentElement.lang, {numeric: true, sensitivity: "base"});
  const words = new Map();

  const key = (row, column, kind) => {
    const cell = row.cells[column];
    if (cell.classList.contains("none")) return null;
    if (kind === "number") return Number(cell.textContent);
    if (kind === "day") return cell.querySelector("time")?.dateTime ?? null;
    return cell.textContent;
  };

  const sort = (column, down) => {
    const kind = heads[column].dataset.sort;
    const keyed = rows.map((row) => [key(row, column, kind), row]);
    const compare = kind === "text" ? collator.compare : (a, b) => (a < b ? -1 : a > b ? 1 : 0);
    keyed.sort(([a], [b]) => {
      if (a === null || b === null) return (a === null) - (b === null);
      return down ? compare(b, a) : compare(a, b);
    });
    heads.forEach((head) => head.removeAttribute("aria-sort"));
    heads[column].setAttribute("aria-sort", down ? "descending" : "ascending");
    body.append(...keyed.map(([, row]) => row));
  };

  heads.forEach((head, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    button.addEventListener("click", () => {
      const down = head.getAttribute("aria-sort") === "ascending";
      sort(column, down);
      said.textContent = (down ? said.dataset.down : said.dataset.up).replace("{column}", () => button.textContent);
    });
    head.append(button);
  });
  heads[0].setAttribute("aria-sort", "ascending");

  const text = (row) => {
    if (!words.has(row)) words.set(row, row.textContent.toLocaleLowerCase());
    return words.get(row);
  };

  search.closest(".tools").hidden = false;
  search.addEventListener("input", () => {
    const wanted = search.value.toLocaleLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const row of rows) {
      row.hidden = !wanted.every((word) => text(row).includes(word));
      shown += !row.hidden;
    }
    said.classList.toggle("filtered", wanted.length > 0);
    said.textContent = said.dataset.shown.replace("{shown}", shown).replace("{all}", rows.length);
  });
})();
