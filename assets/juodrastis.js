// Tells beside the form when what was typed could not be kept, and tries again until it is.
"use strict";

(() => {
  const RETRY_AFTER = 5000;
  let retry;

  function formOf(event) {
    return event.target instanceof Element ? event.target.closest("form[data-draft]") : null;
  }

  document.addEventListener("htmx:error", (event) => {
    const form = formOf(event);
    const place = document.getElementById("issaugota");
    if (!form || !place) {
      return;
    }
    const words = document.createElement("p");
    words.className = "sp-save";
    words.dataset.color = "danger";
    words.textContent = form.dataset.failed;
    place.replaceChildren(words);
    clearTimeout(retry);
    retry = setTimeout(() => form.dispatchEvent(new Event("change", { bubbles: true })), RETRY_AFTER);
  });

  document.addEventListener("htmx:after:request", (event) => {
    if (formOf(event)) {
      clearTimeout(retry);
    }
  });
})();

// A question that does not apply (yet) is put away; without this script it stands there and its hint says when to answer it.
(() => {
  function applies(form, condition) {
    const at = condition.indexOf("=");
    const wanted = condition.slice(at + 1).split("|");
    return [...form.elements].some(
      (field) => field.name === condition.slice(0, at) && !field.closest("[data-shown-if][hidden]") && wanted.includes(field.value) && (field.type === "hidden" || field.checked !== false),
    );
  }

  function arrange() {
    for (const part of document.querySelectorAll("[data-shown-if]")) {
      const form = part.closest("form");
      // What was found wrong stays in sight until it is checked again, also once it is changed.
      const away = !applies(form, part.dataset.shownIf) && !part.matches(".sp-bad") && !part.querySelector(".sp-bad, [aria-invalid]");
      part.hidden = away;
      // A class that lays the part out would show it all the same.
      part.style.display = away ? "none" : "";
    }
  }

  document.addEventListener("change", arrange);
  document.addEventListener("DOMContentLoaded", arrange);
  arrange();
})();

// A value that was changed is not wrong any more until it is checked again: its error is put away. Its room stays, so that
// what she presses next does not move from under her finger.
document.addEventListener("change", (event) => {
  const part = event.target.closest?.(".sp-bad");
  if (!part) {
    return;
  }
  part.dataset.changed = "";
  for (const field of part.querySelectorAll("[aria-invalid]")) {
    field.removeAttribute("aria-invalid");
  }
  for (const message of part.querySelectorAll(".ds-validation-message[id]")) {
    for (const described of part.querySelectorAll("[aria-describedby]")) {
      const left = described.getAttribute("aria-describedby").split(" ").filter((id) => id !== message.id);
      described.setAttribute("aria-describedby", left.join(" "));
    }
  }
});
