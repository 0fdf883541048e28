// Tells beside the form when what was typed could not be kept, and tries again until it is.
"use strict";

(() => {
  const RETRY_AFTER = 5000;
  const TYPED_AFTER = 1500;
  let retry;

  function tell(words) {
    // Said once: each repetition would be spoken again.
    if (document.getElementById("issaugota")?.textContent.trim() === words) {
      return;
    }
    const line = document.createElement("p");
    line.className = "sp-save";
    line.dataset.color = "danger";
    line.setAttribute("aria-live", "polite");
    line.setAttribute("aria-atomic", "true");
    line.textContent = words;
    document.getElementById("issaugota")?.replaceChildren(line);
  }

  // Forms that htmx keeps at each change.
  function formOf(event) {
    return event.target instanceof Element ? event.target.closest("form[data-draft]") : null;
  }

  function again(form, words) {
    tell(words);
    clearTimeout(retry);
    retry = setTimeout(() => form.dispatchEvent(new Event("change", { bubbles: true })), RETRY_AFTER);
  }

  document.addEventListener("htmx:error", (event) => {
    const form = formOf(event);
    if (form) {
      again(form, form.dataset.failed);
    }
  });

  document.addEventListener("htmx:after:request", (event) => {
    const form = formOf(event);
    if (!form) {
      return;
    }
    clearTimeout(retry);
    // The connection is there, the server has a fault: its error page belongs nowhere in this one.
    if (event.detail.ctx.response.status >= 500) {
      event.preventDefault();
      again(form, form.dataset.fault ?? form.dataset.failed);
    }
  });

  // What is being sent whole needs no save of its own, which could come when there is no draft any more.
  document.addEventListener("submit", (event) => {
    const form = formOf(event);
    if (!form || event.defaultPrevented) {
      return;
    }
    clearTimeout(retry);
    form.dataset.leaving = "yes";
    // The page may stay: its answer may be long in coming.
    setTimeout(() => delete form.dataset.leaving, RETRY_AFTER);
  });

  document.addEventListener("htmx:before:request", (event) => {
    if (formOf(event)?.dataset.leaving) {
      event.preventDefault();
    }
  });

  // Forms with one text, which is kept as it is typed: files that stand beside it do not go with each save.
  for (const form of document.querySelectorAll("form[data-keep]")) {
    const area = form.querySelector("textarea[name=tekstas]");
    let timer;
    let saving = false;
    let kept = area.value;

    const later = (time) => {
      clearTimeout(timer);
      timer = setTimeout(save, time);
    };

    async function save() {
      const text = area.value;
      if (saving || text === kept) {
        return;
      }
      saving = true;
      try {
        const body = new URLSearchParams({ csrf: form.elements.csrf.value, raktas: form.elements.raktas.value, tekstas: text });
        const answer = await fetch(form.dataset.keep, { method: "POST", body, redirect: "manual" });
        if (answer.status >= 500) {
          tell(form.dataset.fault);
          later(RETRY_AFTER);
        } else if (answer.ok || answer.status === 401) {
          kept = answer.ok ? text : kept;
          document.getElementById("issaugota").innerHTML = await answer.text();
          if (area.value !== text) {
            later(TYPED_AFTER);
          }
        } else {
          tell(form.dataset.notKept);
        }
      } catch {
        tell(form.dataset.notKept);
        later(RETRY_AFTER);
      } finally {
        saving = false;
      }
    }

    area.addEventListener("input", () => later(TYPED_AFTER));
    area.addEventListener("change", () => later(0));
    window.addEventListener("online", () => later(0));
    form.addEventListener("submit", () => clearTimeout(timer));
  }
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
