// Keys for the triage queue. Everything here can be done with the buttons as well.
"use strict";

const queue = document.querySelector("[data-improve=queue]");
const alerts = queue ? [...queue.querySelectorAll("article")] : [];
const hint = document.querySelector("[data-improve=keys]");
if (hint) hint.hidden = false;

const current = () => alerts.find((alert) => alert.contains(document.activeElement));
const go = (alert) => {
  if (!alert) return;
  alert.focus({ preventScroll: true });
  alert.scrollIntoView({ block: "nearest" });
};
const step = (by) => {
  const place = alerts.indexOf(current());
  go(alerts[Math.min(alerts.length - 1, Math.max(0, place < 0 ? 0 : place + by))]);
};
const press = (alert, verdict) => alert.querySelector(`button[name=verdict][value="${verdict}"]`)?.click();

// The keys work while the focus is in the queue alone, so that no letter typed elsewhere judges anything.
if (queue) {
  queue.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const alert = current();
    if (!alert) return;
    if (event.target.matches("input, textarea, select")) {
      if (event.key === "Escape") go(alert);
      // Whoever was asked for a reason and pressed Enter means the verdict that asked.
      if (event.key === "Enter" && event.target.matches("input[type=text]")) {
        event.preventDefault();
        if (alert.dataset.asked) press(alert, alert.dataset.asked);
      }
      return;
    }
    const isControl = event.target.matches("a, button, summary");
    switch (event.key) {
      case "j": case "ArrowDown": step(1); break;
      case "k": case "ArrowUp": step(-1); break;
      case "t": press(alert, "true"); break;
      case "f": press(alert, "false"); break;
      case "e": press(alert, "event"); break;
      case "p": if (alert.querySelector("button[value=planned]")) ask(alert, "planned"); break;
      case "a": ask(alert, "accepted"); break;
      case "o": alert.querySelector("details").toggleAttribute("open"); break;
      case "Enter":
        if (isControl) return;
        alert.querySelector("h3 a").click();
        break;
      default: return;
    }
    event.preventDefault();
  });
}

function ask(alert, verdict) {
  const field = alert.querySelector("input[type=text]");
  alert.dataset.asked = verdict;
  if (field.value.trim() !== "") return press(alert, verdict);
  field.focus();
}

if (alerts.length > 0 && !document.querySelector("[data-improve=focus]")) go(alerts[0]);
