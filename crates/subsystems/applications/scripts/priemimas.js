// The counter's form: hides what does not apply, tells beside the form when what was typed could not be kept, and tries
// again until it is.
"use strict";

(() => {
  const RETRY_AFTER = 5000;
  let retry;

  function formOf(event) {
    return event.target instanceof Element ? event.target.closest("form[data-draft]") : null;
  }

  // "kieno=kito": shown while a field of that name has that value; what has a mistake is never hidden.
  function showWhatApplies(form) {
    const values = new FormData(form);
    for (const part of form.querySelectorAll("[data-shown-if]")) {
      const [name, wanted] = part.dataset.shownIf.split("=");
      const applies = values.getAll(name).some((value) => wanted.split("|").includes(value));
      part.style.display = applies || part.querySelector(".sp-bad") ? "" : "none";
    }
  }

  for (const form of document.querySelectorAll("form[data-draft]")) {
    showWhatApplies(form);
    form.addEventListener("change", () => showWhatApplies(form));
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
