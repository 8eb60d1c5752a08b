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
