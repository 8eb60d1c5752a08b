// Makes a grid of the table of fields: one field moves from cell to cell, so that input methods, the clipboard and
// readers of the screen find a plain text field wherever one is. Without this file the table works as it is.
"use strict";

class Grid {
  static rowLimit = 10000;

  constructor(form) {
    this.form = form;
    this.table = form.querySelector("table.grid");
    this.body = this.table.tBodies[0];
    this.titles = [...this.table.tHead.rows[0].cells].slice(1).map((cell) => cell.firstChild?.data ?? "");
    this.columns = [...this.body.rows[this.body.rows.length - 1].querySelectorAll("[name]:not([type=hidden])")].map((field) => ({
      name: field.name.slice(field.name.indexOf(".") + 1), isLong: field.tagName === "TEXTAREA", list: field.getAttribute("list"),
    }));
    this.line = this.field("input");
    this.area = this.field("textarea");
    this.shown = [];
    this.rows = [];
    for (const tr of [...this.body.rows]) this.take(tr);
    this.past = [];
    this.future = [];
    this.at = this.from = { row: 0, column: 0 };
    this.marked = [];
    this.isEditing = false;
    this.isSent = false;
    this.heard = Date.now();
    this.table.setAttribute("role", "grid");
    this.table.setAttribute("aria-multiselectable", "true");
    this.table.parentElement.removeAttribute("tabindex");
    this.block = document.createElement("input");
    this.block.type = "hidden";
    this.block.name = "block";
    this.form.append(this.block);
    this.tools();
    form.addEventListener("submit", () => this.send());
    addEventListener("pageshow", () => { this.isSent = false; });
    // Whoever signs out has the tab emptied: what was about to be kept must not come after that.
    document.querySelector("form[action='/sign-out']")?.addEventListener("submit", () => clearTimeout(this.keeping));
    addEventListener("beforeunload", (event) => { if (!this.isSent && this.changes().length) event.preventDefault(); });
    this.place(false);
    this.tell();
    this.offerDraft();
  }

  field(kind) {
    const field = document.createElement(kind);
    field.className = "editor";
    field.autocomplete = "off";
    if (kind === "input") field.type = "text";
    field.addEventListener("input", () => { if (!this.isEditing) this.edit(false); });
    return field;
  }

  // A row of fields becomes a row of cells; a row that is out of the game stays as it is.
  take(tr) {
    const token = tr.querySelector("[name=row]");
    this.shown.push(token.value);
    token.remove();
    if (token.value === "-") return;
    const cells = [...tr.cells].slice(1).map((td) => {
      const field = td.querySelector("[name]");
      const value = field.value.replaceAll("\r\n", "\n");
      const saved = field.dataset.saved ?? (token.value === "" ? "" : value);
      if (field.id) td.id = field.id;
      if (td.querySelector(".error")) td.setAttribute("aria-invalid", "true");
      field.remove();
      return this.cell(td, value, saved);
    });
    this.rows.push({ number: this.shown.length, heading: tr.cells[0], cells });
  }

  cell(td, value, saved) {
    const words = document.createElement("div");
    words.className = "words";
    td.prepend(words);
    td.setAttribute("role", "gridcell");
    td.setAttribute("aria-selected", "false");
    const cell = { td, words, value, saved };
    this.show(cell);
    return cell;
  }

  show(cell) {
    cell.words.textContent = cell.value;
    cell.td.classList.toggle("changed", cell.value !== cell.saved);
  }

  add(count) {
    const room = Math.max(0, Grid.rowLimit - this.rows.length);
    for (let made = 0; made < Math.min(count, room); made += 1) {
      const number = Math.max(this.shown.length, this.rows.at(-1)?.number ?? 0) + 1;
      const tr = this.body.insertRow();
      const heading = document.createElement("th");
      heading.scope = "row";
      heading.id = `n-${number}`;
      heading.textContent = `新${number}`;
      tr.append(heading);
      this.rows.push({ number, heading, cells: this.columns.map(() => this.cell(tr.insertCell(), "", "")) });
    }
    return Math.min(count, room);
  }

  // Where one is

  get current() { return this.rows[this.at.row].cells[this.at.column]; }
  get editor() { return this.columns[this.at.column].isLong ? this.area : this.line; }

  get range() {
    const [top, bottom] = [this.from.row, this.at.row].sort((a, b) => a - b);
    const [left, right] = [this.from.column, this.at.column].sort((a, b) => a - b);
    return { top, bottom, left, right };
  }

  move(row, column, isExtending) {
    this.commit();
    this.at = {
      row: Math.max(0, Math.min(this.rows.length - 1, row)), column: Math.max(0, Math.min(this.columns.length - 1, column)),
    };
    if (!isExtending) this.from = this.at;
    this.place(true);
  }

  // Brings the field to the current cell, with the value selected: whatever is typed takes its place.
  place(takesFocus) {
    const { td, value } = this.current;
    const [field, other] = this.columns[this.at.column].isLong ? [this.area, this.line] : [this.line, this.area];
    const row = this.rows[this.at.row];
    this.table.querySelector("td.current")?.classList.remove("current", "editing");
    td.classList.add("current");
    td.append(field);
    other.remove();
    field.value = value;
    const { list } = this.columns[this.at.column];
    if (list) field.setAttribute("list", list); else field.removeAttribute("list");
    field.setAttribute("aria-labelledby", `c-${this.at.column} ${row.heading.id}`);
    const error = td.querySelector(".error");
    if (error) field.setAttribute("aria-describedby", error.id); else field.removeAttribute("aria-describedby");
    field.setAttribute("aria-invalid", String(Boolean(error)));
    this.mark();
    if (!takesFocus) return;
    field.focus({ preventScroll: true });
    field.select();
    td.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  mark() {
    for (const td of this.marked) td.setAttribute("aria-selected", "false");
    const { top, bottom, left, right } = this.range;
    this.marked = this.rows.slice(top, bottom + 1).flatMap((row) => row.cells.slice(left, right + 1).map((cell) => cell.td));
    for (const td of this.marked) td.setAttribute("aria-selected", "true");
  }

  // What is changed

  // Going inside keeps the value; typing has just taken its place.
  edit(isInside) {
    this.isEditing = isInside ? "inside" : "typing";
    this.current.td.classList.add("editing");
    if (isInside) this.editor.setSelectionRange(this.editor.value.length, this.editor.value.length);
  }

  commit() {
    if (!this.isEditing) return;
    this.isEditing = false;
    this.current.td.classList.remove("editing");
    this.change([{ ...this.at, value: this.editor.value }]);
  }

  cancel() {
    this.isEditing = false;
    this.place(true);
  }

  change(wanted) {
    const changes = wanted.map(({ row, column, value }) => ({ row, column, before: this.rows[row].cells[column].value, after: value }))
      .filter(({ before, after }) => before !== after);
    if (!changes.length) return;
    this.past.push(changes);
    this.future = [];
    this.write(changes, "after");
    this.stay();
    clearTimeout(this.keeping);
    this.keeping = setTimeout(() => this.keep(), 500);
  }

  write(changes, side) {
    for (const { row, column, [side]: value } of changes) {
      const cell = this.rows[row].cells[column];
      cell.value = value;
      this.show(cell);
    }
    this.tell();
  }

  // Takes the newest change back, or does it again.
  turn(from, to, side) {
    this.commit();
    const changes = from.pop();
    if (!changes) return;
    to.push(changes);
    this.write(changes, side);
    this.at = { row: changes.at(-1).row, column: changes.at(-1).column };
    this.from = { row: changes[0].row, column: changes[0].column };
    this.place(true);
  }

  undo() { this.turn(this.past, this.future, "before"); }
  redo() { this.turn(this.future, this.past, "after"); }

  clear() {
    const { top, bottom, left, right } = this.range;
    const changes = [];
    for (let row = top; row <= bottom; row += 1) for (let column = left; column <= right; column += 1) changes.push({ row, column, value: "" });
    this.change(changes);
    this.place(true);
  }

  // What is sent

  changes() {
    return this.rows.map(({ number, cells }) => {
      const changed = cells.map((cell, column) => [this.columns[column].name, cell]).filter(([, cell]) => cell.value !== cell.saved);
      return { row: number, cells: Object.fromEntries(changed.map(([name, cell]) => [name, cell.value])) };
    }).filter(({ cells }) => Object.keys(cells).length);
  }

  send() {
    this.commit();
    this.keep();
    this.isSent = true;
    this.block.value = JSON.stringify({ shown: this.shown, rows: this.changes() });
    // One part for all of it, and no larger than it is.
    this.form.enctype = "multipart/form-data";
  }

  // What is not saved yet stays in this tab, for the same person: a server that was not there, or a session that had run out,
  // must not cost an afternoon.
  get draftName() { return `grid ${location.pathname} ${document.querySelector(".person-name")?.textContent}`; }

  keep() {
    const rows = this.changes().map(({ row, cells }) => ({ token: this.shown[row - 1] ?? "", cells }));
    try {
      if (rows.length) sessionStorage.setItem(this.draftName, JSON.stringify(rows)); else sessionStorage.removeItem(this.draftName);
    } catch {
      // There is no room, or none is given: then nothing is kept.
    }
  }

  offerDraft() {
    const offer = document.querySelector("[data-improve=grid-draft]");
    const isSaved = document.querySelector(".notice.done");
    if (isSaved) sessionStorage.removeItem(this.draftName);
    const draft = sessionStorage.getItem(this.draftName);
    if (!draft || document.querySelector(".errors, .conflicts")) return;
    offer.hidden = false;
    const end = () => { offer.hidden = true; };
    this.button("restore").addEventListener("click", () => { end(); this.restore(JSON.parse(draft)); });
    this.button("discard").addEventListener("click", () => { end(); sessionStorage.removeItem(this.draftName); });
  }

  restore(draft) {
    const id = (token) => token.split("~")[0];
    let missing = 0;
    const changes = [];
    for (const { token, cells } of draft) {
      const place = token ? this.shown.findIndex((shown) => id(shown) === id(token)) : -1;
      let row = this.rows.findIndex(({ number }) => number === place + 1);
      if (token && row < 0) missing += 1;
      if (!token) {
        row = this.rows.findIndex(({ number, cells }, index) =>
          (this.shown[number - 1] ?? "") === "" && cells.every(({ value }) => value === "") && !changes.some((each) => each.row === index));
        if (row < 0 && this.add(1)) row = this.rows.length - 1;
      }
      if (row < 0) continue;
      // As the person saw it then: what others have done since is told when it is saved.
      if (token) this.shown[place] = token;
      for (const [name, value] of Object.entries(cells)) {
        const column = this.columns.findIndex((each) => each.name === name);
        if (column >= 0) changes.push({ row, column, value });
      }
    }
    this.change(changes);
    this.place(true);
    if (missing) this.tell(`${missing}行はこの画面にない記録のため、戻していません。`);
  }

  // Whoever is typing is there: the session does not end meanwhile.
  stay() {
    if (Date.now() - this.heard < 300000) return;
    this.heard = Date.now();
    new Image().src = document.querySelector(".person a").href;
  }

  // What is said and pressed

  tell(words = "") {
    const changes = this.changes();
    const count = changes.reduce((sum, { cells }) => sum + Object.keys(cells).length, 0);
    const state = count ? `変更 ${changes.length}行・${count}か所（まだ保存していません）` : "変更はありません";
    this.form.querySelector("[data-improve=grid-state]").textContent = [words, state].filter(Boolean).join("　");
    this.button("undo").disabled = !this.past?.length;
    this.button("redo").disabled = !this.future?.length;
  }

  button(name) { return this.form.querySelector(`[data-improve=grid-${name}]`); }

  tools() {
    const acts = {
      undo: () => this.undo(), redo: () => this.redo(),
      add: () => {
        const first = this.rows.length;
        if (this.add(10)) this.move(first, 0);
      },
    };
    for (const [name, act] of Object.entries(acts)) {
      this.button(name).hidden = false;
      this.button(name).addEventListener("click", act);
    }
    // A link to what is wrong leads into its cell.
    for (const link of document.querySelectorAll(".errors a, .conflicts a")) {
      link.addEventListener("click", (event) => {
        const id = decodeURIComponent(link.hash.slice(1));
        const row = this.rows.findIndex(({ heading, cells }) => heading.id === id || cells.some(({ td }) => td.id === id));
        if (row < 0) return;
        event.preventDefault();
        this.move(row, Math.max(0, this.rows[row].cells.findIndex(({ td }) => td.id === id)));
      });
    }
  }
}

const gridForm = document.querySelector("form[data-improve=grid]");
const grid = gridForm && new Grid(gridForm);
