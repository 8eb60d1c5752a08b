// Improvements only: every page works without this file.
"use strict";

// A list of errors takes the focus, so that a screen reader begins with it.
const errors = document.querySelector("[data-improve=focus]");
if (errors) errors.focus();

// Leaving a form that was changed asks once.
let isChanged = false;
for (const form of document.querySelectorAll("form[data-improve=guard]")) {
  form.addEventListener("input", () => { isChanged = true; });
  form.addEventListener("submit", () => { isChanged = false; });
}
addEventListener("beforeunload", (event) => { if (isChanged) event.preventDefault(); });

// Enter in a search box inside a larger form searches instead of sending the form.
for (const box of document.querySelectorAll(".search-line input")) {
  box.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing) return;
    event.preventDefault();
    box.parentElement.querySelector("button").click();
  });
}

// A button that sends is not pressed twice.
for (const form of document.querySelectorAll("form[method=post]")) {
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = "yes";
    setTimeout(() => { delete form.dataset.sent; }, 3000);
  });
}
addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
});

// Paper is one press away.
for (const button of document.querySelectorAll("[data-improve=print]")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}

// A table that is wider than its place is read as blocks, each value behind its heading's word.
const frames = [...document.querySelectorAll(".table-frame:not(.comparison, .requirement-table, .audit-table, .subject-table)")];
for (const frame of frames) {
  const titles = [...frame.querySelectorAll("thead th")].map((title) => title.firstElementChild?.firstChild?.data ?? title.textContent);
  for (const row of frame.querySelectorAll("tbody tr")) {
    [...row.cells].forEach((cell, place) => { if (place > 0 && titles[place]) cell.dataset.label = titles[place]; });
  }
}
const fit = () => {
  for (const frame of frames) frame.classList.remove("blocks");
  const wide = frames.filter((frame) => frame.scrollWidth > frame.clientWidth + 1);
  for (const frame of wide) frame.classList.add("blocks");
};
fit();
addEventListener("resize", fit);
addEventListener("beforeprint", () => { for (const frame of frames) frame.classList.remove("blocks"); });
addEventListener("afterprint", fit);

// Whoever signs out leaves nothing unsaved behind for the next person at this PC.
for (const form of document.querySelectorAll("form[action='/sign-out']")) {
  form.addEventListener("submit", () => sessionStorage.clear());
}
