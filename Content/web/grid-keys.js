// The keys, the mouse and the clipboard of the grid.
"use strict";

const gridKeys = (grid) => {
  const { table, form } = grid;
  const stride = 20;
  const save = () => form.querySelector("button[type=submit]");

  const moves = {
    ArrowUp: (at) => [at.row - 1, at.column], ArrowDown: (at) => [at.row + 1, at.column],
    ArrowLeft: (at) => [at.row, at.column - 1], ArrowRight: (at) => [at.row, at.column + 1],
    PageUp: (at) => [at.row - stride, at.column], PageDown: (at) => [at.row + stride, at.column],
    Home: (at, isFar) => [isFar ? 0 : at.row, 0],
    End: (at, isFar) => [isFar ? grid.rows.length - 1 : at.row, grid.columns.length - 1],
  };

  // The next cell in reading order; at either end the key leaves the grid, as everywhere.
  const tab = (event) => {
    const place = grid.at.row * grid.columns.length + grid.at.column + (event.shiftKey ? -1 : 1);
    if (place < 0 || place >= grid.rows.length * grid.columns.length) return grid.commit();
    event.preventDefault();
    grid.move(Math.floor(place / grid.columns.length), place % grid.columns.length);
  };

  const whileEditing = (event) => {
    const { isLong, list } = grid.columns[grid.at.column];
    if (event.key === "Escape") return event.preventDefault(), grid.cancel();
    if (event.key === "Tab") return tab(event);
    if (event.key === "Enter" && event.altKey && isLong) {
      event.preventDefault();
      return grid.area.setRangeText("\n", grid.area.selectionStart, grid.area.selectionEnd, "end");
    }
    if (event.key === "Enter") return event.preventDefault(), grid.move(grid.at.row + (event.shiftKey ? -1 : 1), grid.at.column);
    const isUpOrDown = event.key === "ArrowUp" || event.key === "ArrowDown";
    // As in a spreadsheet: a value that is being typed is done with an arrow, one that is being mended is not. A list of
    // suggestions needs the arrows for itself.
    if (isUpOrDown && grid.isEditing === "typing" && !list) return event.preventDefault(), grid.move(...moves[event.key](grid.at));
  };

  const whileMoving = (event) => {
    const isCommand = event.ctrlKey || event.metaKey;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    if (isCommand && (key === "y" || (key === "z" && event.shiftKey))) return event.preventDefault(), grid.redo();
    if (isCommand && key === "z") return event.preventDefault(), grid.undo();
    if (isCommand && key === "a") {
      event.preventDefault();
      grid.from = { row: 0, column: 0 };
      return grid.move(grid.rows.length - 1, grid.columns.length - 1, true);
    }
    if (event.key === "Tab") return tab(event);
    if (event.key === "Enter" || event.key === "F2") return event.preventDefault(), grid.edit(true);
    if (event.key === "Delete" || event.key === "Backspace") return event.preventDefault(), grid.clear();
    if (event.key === "Escape") return event.preventDefault(), save().focus();
    const move = event.altKey ? null : moves[event.key];
    if (!move) return;
    event.preventDefault();
    grid.move(...move(grid.at, isCommand), event.shiftKey);
  };

  table.addEventListener("keydown", (event) => {
    // Keys of an input method are its own.
    if (event.isComposing || event.keyCode === 229 || !event.target.classList.contains("editor")) return;
    if (grid.isEditing) whileEditing(event); else whileMoving(event);
  });
  table.addEventListener("focusout", (event) => { if (!table.contains(event.relatedTarget)) grid.commit(); });

  // The mouse: a press goes there, a second one goes inside, dragging selects.

  const cellAt = (target) => {
    const td = target.closest?.("td[role=gridcell]");
    if (!td) return null;
    const row = grid.rows.findIndex(({ cells }) => cells.some((cell) => cell.td === td));
    return { row, column: grid.rows[row].cells.findIndex((cell) => cell.td === td) };
  };
  table.addEventListener("mousedown", (event) => {
    const at = event.button === 0 && cellAt(event.target);
    if (!at) return;
    if (at.row === grid.at.row && at.column === grid.at.column && !event.shiftKey && document.activeElement === grid.editor) {
      if (!grid.isEditing) grid.edit(true);
      return;
    }
    event.preventDefault();
    grid.move(at.row, at.column, event.shiftKey);
  });
  table.addEventListener("mouseover", (event) => {
    const at = event.buttons === 1 && !grid.isEditing && cellAt(event.target);
    if (at && (at.row !== grid.at.row || at.column !== grid.at.column)) grid.move(at.row, at.column, true);
  });

  // The clipboard: rows of cells parted by tabs, as spreadsheets write and read them.

  const quoted = (text) => (/[\t\n\r"]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const copied = () => {
    const { top, bottom, left, right } = grid.range;
    return grid.rows.slice(top, bottom + 1)
      .map((row) => row.cells.slice(left, right + 1).map((cell) => quoted(cell.value)).join("\t")).join("\r\n");
  };
  // A cell that begins with a quotation mark goes on to the one before the next tab or line end; any other is as it stands.
  const parsed = (text) => {
    const rows = [];
    const cell = /(?:"((?:[^"]|"")*)"(?=[\t\r\n]|$)|([^\t\r\n]*))(\t|\r\n|\n|\r|$)/y;
    let row = [];
    while (cell.lastIndex <= text.length) {
      const [, inQuotes, bare, end] = cell.exec(text);
      row.push(inQuotes === undefined ? bare : inQuotes.replaceAll('""', '"').replaceAll(/\r\n?/g, "\n"));
      if (end === "\t") continue;
      rows.push(row);
      row = [];
      if (end === "") break;
    }
    // Spreadsheets end the last line, too.
    if (rows.length > 1 && rows.at(-1).join("") === "") rows.pop();
    return rows;
  };

  const paste = (rows) => {
    const { top, bottom, left, right } = grid.range;
    const isHeading = (row) => row.some(Boolean) && row.every((words, place) => words.trim() === grid.titles[left + place]);
    const block = rows.length > 1 && isHeading(rows[0]) ? rows.slice(1) : rows;
    const notes = block.length < rows.length ? ["見出しの行は除きました。"] : [];
    const width = Math.max(...block.map((row) => row.length));
    // One value fills all that is selected.
    const fills = block.length === 1 && width === 1;
    const [height, across] = fills ? [bottom - top + 1, right - left + 1] : [block.length, width];
    grid.add(top + height - grid.rows.length);
    const fits = Math.min(height, grid.rows.length - top);
    const changes = [];
    for (let down = 0; down < fits; down += 1) {
      for (let over = 0; over < across && left + over < grid.columns.length; over += 1) {
        const words = fills ? block[0][0] : block[down][over] ?? "";
        const value = grid.columns[left + over].isLong ? words : words.replaceAll("\n", " ");
        changes.push({ row: top + down, column: left + over, value });
      }
    }
    grid.change(changes);
    const hidden = Math.max(0, left + across - grid.columns.length);
    if (hidden) notes.push(`右にはみ出した ${hidden}列は貼り付けていません。`);
    if (fits < height) notes.push(`${height - fits}行は多すぎるため貼り付けていません。「Excelから取り込む」を使ってください。`);
    grid.from = { row: top, column: left };
    grid.at = { row: top + fits - 1, column: Math.min(left + across, grid.columns.length) - 1 };
    grid.place(true);
    grid.tell([`${fits}行を貼り付けました。`, ...notes].join(""));
  };

  const clip = (event, after) => {
    if (grid.isEditing) return;
    event.preventDefault();
    event.clipboardData.setData("text/plain", copied());
    after?.();
  };
  table.addEventListener("copy", (event) => clip(event));
  table.addEventListener("cut", (event) => clip(event, () => grid.clear()));
  table.addEventListener("paste", (event) => {
    if (grid.isEditing) return;
    const text = event.clipboardData.getData("text/plain");
    event.preventDefault();
    if (text) paste(parsed(text));
  });
};

if (grid) gridKeys(grid);
