
"use strict";
(() => {
  const root = document.documentElement;
  const tables = [...document.querySelectorAll(".table")];
  const chips = [...document.querySelectorAll(".chip")];
  const byId = (id) => document.getElementById(id);
  const [file, count, nothing, all, scheme, keys] = ["file", "count", "nothing", "all", "scheme", "keys"].map(byId);
  const searched = tables.map((table) => table.dataset.files.toLowerCase());
  root.classList.add("scripted");

  let visible = tables;

  const filter = () => {
    const wanted = new Set(chips.filter((one) => one.getAttribute("aria-pressed") === "true").map((one) => one.dataset.verdict));
    const text = file.value.trim().toLowerCase();
    visible = tables.filter((table, index) => {
      const shows = wanted.has(table.dataset.verdict) && searched[index].includes(text);
      table.hidden = !shows;
      return shows;
    });
    count.textContent = visible.length + " of " + tables.length;
    nothing.hidden = visible.length > 0 || tables.length === 0;
    name();
  };
  const name = () => { all.textContent = visible.length && visible.every((one) => one.open) ? "close all" : "open all"; };
  const press = (chip) => {
    chip.setAttribute("aria-pressed", String(chip.getAttribute("aria-pressed") !== "true"));
    filter();
  };
  const reset = () => {
    chips.forEach((one) => one.setAttribute("aria-pressed", "true"));
    file.value = "";
    filter();
  };
  const openAll = () => {
    const open = !visible.every((one) => one.open);
    visible.forEach((one) => { one.open = open; });
    name();
  };
  const current = () => document.activeElement && document.activeElement.closest(".table");
  const move = (step) => {
    const at = visible.indexOf(current());
    const next = at < 0 ? visible[0] : visible[Math.min(Math.max(at + step, 0), visible.length - 1)];
    if (next) {
      next.querySelector("summary").focus({ preventScroll: true });
      next.scrollIntoView({ block: "nearest" });
    }
  };
  const isDark = () => {
    const chosen = root.dataset.scheme;
    return chosen ? chosen === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  };
  const nameScheme = () => { scheme.textContent = isDark() ? "light" : "dark"; };
  const edit = () => {
    const table = current();
    const link = table && table.querySelector("h3 a");
    if (link) link.click();
  };

  chips.forEach((chip) => chip.addEventListener("click", () => press(chip)));
  file.addEventListener("input", filter);
  all.addEventListener("click", openAll);
  scheme.addEventListener("click", () => { root.dataset.scheme = isDark() ? "light" : "dark"; nameScheme(); });
  byId("help").addEventListener("click", () => keys.showModal());
  keys.addEventListener("click", () => keys.close());
  document.addEventListener("toggle", name, true);

  const acts = { j: () => move(1), k: () => move(-1), ArrowDown: () => move(1), ArrowUp: () => move(-1),
    "/": () => { file.focus(); file.select(); }, e: openAll, o: edit, "?": () => keys.showModal(), Escape: reset };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || keys.open) return;
    if (event.target === file) {
      if (event.key === "Escape") { reset(); file.blur(); } else if (event.key === "Enter") move(0);
      return;
    }
    // Arrows scroll the page until a table is chosen.
    if (event.key.startsWith("Arrow") && !current()) return;
    const chip = chips[Number(event.key) - 1];
    const act = chip ? () => press(chip) : acts[event.key];
    if (act) { event.preventDefault(); act(); }
  });

  let closed = [];
  addEventListener("beforeprint", () => { closed = visible.filter((one) => !one.open); closed.forEach((one) => { one.open = true; }); });
  addEventListener("afterprint", () => closed.forEach((one) => { one.open = false; }));

  nameScheme();
  filter();
})();
