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
