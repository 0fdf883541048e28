// Small comforts on top of pages that work without any script.
"use strict";

document.addEventListener("DOMContentLoaded", () => {
  // After a form was sent, the reader starts at what happened: the error summary or the message.
  const news = document.querySelector("[data-focus]");
  if (news && !location.hash) {
    news.focus();
  }

  // The form that leads to the e-Government Gateway goes there by itself; its button stays for those without scripts.
  const onward = document.querySelector("form[data-submit-itself]");
  if (onward) {
    onward.submit();
  }
});

// A second press of the button must not send the form twice.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if ((form.getAttribute("method") || "get").toLowerCase() !== "post" || form.hasAttribute("hx-post")) {
    return;
  }
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "yes";
  if (event.submitter) {
    event.submitter.setAttribute("aria-busy", "true");
  }
  // The answer may be a file, and then this page stays: let it be sent again later.
  setTimeout(() => release(form), 5000);
});

function release(form) {
  delete form.dataset.sent;
  for (const button of form.querySelectorAll("[aria-busy]")) {
    button.removeAttribute("aria-busy");
  }
}

// A page that comes back from the browser's memory may send its form again.
window.addEventListener("pageshow", (event) => {
  if (event.persisted) {
    document.querySelectorAll("form[data-sent]").forEach(release);
  }
});

// The end of the session is announced in time, and one button moves it, as often as wanted. Asking how long it lasts is no
// work and prolongs nothing; work in another window does, so the page asks before it speaks.
(() => {
  const RETRY_AFTER = 20000;
  const place = document.querySelector("[data-session]");
  if (!place || typeof HTMLDialogElement !== "function") {
    return;
  }
  const form = place.querySelector("form");
  const dialog = place.querySelector("dialog");
  const title = dialog.querySelector("h2");
  const words = dialog.querySelector("[data-session-warning] > p");
  const failed = dialog.querySelector("[data-session-failed]");
  const stay = dialog.querySelector("[data-session-stay]");
  const again = dialog.querySelector("[data-session-again]");
  const copy = dialog.querySelector("[data-session-copy]");
  const warn = Number(place.dataset.warn);
  let timer;
  let ended = false;

  function lookIn(seconds) {
    clearTimeout(timer);
    timer = setTimeout(look, seconds * 1000);
  }

  async function told(request) {
    const answer = await fetch(place.dataset.session, { cache: "no-store", ...request });
    if (!answer.ok) {
      throw new Error(String(answer.status));
    }
    return answer.json();
  }

  function tell(lasts) {
    failed.hidden = true;
    const until = place.querySelector("[data-session-until]");
    until.textContent = lasts.left > 0 ? lasts.until : until.dataset.ended;
    place.querySelector("[data-session-how]").hidden = lasts.left <= 0;
    if (lasts.left <= 0) {
      ended = true;
      copy.hidden = false;
      title.textContent = title.dataset.ended;
      words.textContent = words.dataset.ended;
      stay.hidden = true;
      again.hidden = false;
      // After signing in she comes back here; the server leads nowhere else than to its own pages.
      again.search = new URLSearchParams({ toliau: location.pathname });
    } else if (lasts.left <= warn) {
      words.textContent = lasts.warning;
      lookIn(lasts.left + 1);
    } else {
      dialog.close();
      lookIn(lasts.left - warn);
      return;
    }
    if (!dialog.open) {
      dialog.showModal();
    }
    (ended ? again : stay).focus();
  }

  async function look() {
    if (ended) {
      return;
    }
    try {
      tell(await told({}));
    } catch {
      lookIn(RETRY_AFTER / 1000);
    }
  }

  async function prolong() {
    if (ended) {
      return;
    }
    const body = new URLSearchParams({ csrf: form.elements.csrf.value, veiksmas: "skriptas" });
    try {
      tell(await told({ method: "POST", body }));
    } catch {
      failed.hidden = false;
    }
  }

  stay.addEventListener("click", prolong);
  copy.addEventListener("click", () => dialog.close());
  // Whoever puts the announcement away is there.
  dialog.addEventListener("cancel", (event) => {
    if (!ended) {
      event.preventDefault();
      prolong();
    }
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    event.stopPropagation();
    prolong();
  });
  document.addEventListener("visibilitychange", () => document.hidden || look());
  window.addEventListener("pageshow", (event) => event.persisted && look());
  lookIn(Math.max(Number(place.dataset.left) - warn, 0));
})();
