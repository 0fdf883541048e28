// Sends documents in parts and goes on where it was after a lost connection, or after the page was opened anew and the same
// file chosen again; makes a photo smaller if she wants it; shows when what waited was checked.
"use strict";

(() => {
  const form = document.querySelector("form[data-upload]");
  const place = document.getElementById("ikelimas-eiga");
  if (!form || !place || !window.fetch) {
    return;
  }
  const PART = 256 * 1024;
  const RETRY_AFTER = 2000;
  const LOOK_AGAIN_AFTER = 30000;
  const LONGEST_SIDE = 3500;
  const input = form.querySelector("input[type=file]");
  const buttons = () => form.querySelectorAll("button");
  const csrf = form.querySelector("input[name=csrf]").value;
  const words = form.dataset;

  class Refused extends Error {
    constructor(message, status) {
      super(message);
      this.status = status;
    }
  }

  function line() {
    const p = document.createElement("p");
    place.append(p);
    return p;
  }

  function say(where, template, name, percent) {
    where.textContent = template.replace("{vardas}", name).replace("{kiek}", percent ?? "");
  }

  function whenBack() {
    return new Promise((resolve) => {
      const timer = setTimeout(go, RETRY_AFTER);
      function go() {
        clearTimeout(timer);
        window.removeEventListener("online", go);
        resolve();
      }
      window.addEventListener("online", go);
    });
  }

  // An answer, or null when there was none and it makes sense to try again.
  async function ask(address, options) {
    let response;
    try {
      response = await fetch(address, { ...options, headers: { Accept: "application/json", ...options.headers }, redirect: "manual" });
    } catch {
      return null;
    }
    if (response.type === "opaqueredirect" || response.status === 401) {
      throw new Refused(words.signedOut);
    }
    if (response.status === 422 || response.status === 429) {
      const answer = await response.json().catch(() => null);
      throw new Refused(answer?.error ?? words.failed, response.status);
    }
    if (response.status >= 500) {
      return null;
    }
    if (!response.ok) {
      throw new Refused(words.failed);
    }
    return response.json().catch(() => null);
  }

  async function insist(address, options, lost) {
    for (;;) {
      const answer = await ask(address, options);
      if (answer) {
        return answer;
      }
      lost();
      await whenBack();
    }
  }

  const fields = (values) => ({ method: "POST", body: new URLSearchParams({ csrf, ...values }) });

  async function digest(blob) {
    const hash = await crypto.subtle.digest("SHA-256", await blob.arrayBuffer());
    return Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, "0")).join("");
  }

  // Where a file of this name and size was left, if what came then is the beginning of this one; else the beginning of a new one.
  async function begin(file, name, lost) {
    // News of an earlier document would stand above what becomes of this one.
    document.getElementById("naujiena")?.remove();
    const about = { vardas: name, dydis: String(file.size) };
    const begun = await insist(`${words.base}/pradeti`, fields(about), lost);
    const same = begun.received === 0 || (window.crypto?.subtle && (await digest(file.slice(0, begun.received))) === begun.sha256);
    return same ? begun : insist(`${words.base}/pradeti`, fields({ ...about, naujas: "taip" }), lost);
  }

  async function send(file, name, where) {
    const percent = (received) => Math.floor((received * 100) / file.size);
    let received = 0;
    const lost = () => say(where, words.lost, name, percent(received));
    say(where, words.sending, name, 0);
    const begun = await begin(file, name, lost);
    received = begun.received;
    if (received > 0) {
      say(where, words.resumed, name, percent(received));
    }
    while (received < file.size) {
      const body = file.slice(received, received + PART);
      const options = { method: "POST", body, headers: { "Content-Type": "application/octet-stream", "X-Csrf": csrf } };
      const answer = await ask(`${begun.address}/dalis?nuo=${received}`, options);
      if (answer) {
        received = answer.received;
      } else {
        lost();
        await whenBack();
        // The part may have come although its answer did not: the server knows.
        received = (await insist(`${begun.address}/gauta`, { method: "GET" }, lost)).received;
      }
      say(where, words.sending, name, percent(received));
    }
    say(where, words.reading, name);
    const done = await insist(`${begun.address}/baigti`, fields({}), lost);
    say(where, words.done, name);
    return done.id;
  }

  async function shrunk(file) {
    const picture = await createImageBitmap(file);
    const scale = Math.min(1, LONGEST_SIDE / Math.max(picture.width, picture.height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(picture.width * scale);
    canvas.height = Math.round(picture.height * scale);
    const context = canvas.getContext("2d");
    context.fillStyle = "#fff";
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.drawImage(picture, 0, 0, canvas.width, canvas.height);
    picture.close();
    return new Promise((resolve, reject) => canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("canvas"))), "image/jpeg", 0.85));
  }

  // The smaller photo; null where it cannot be made smaller, undefined where she leaves it out.
  function offerToShrink(file, where) {
    return new Promise((resolve) => {
      where.textContent = `„${file.name}“: ${words.large}`;
      const offers = document.createElement("p");
      offers.className = "sp-actions";
      const offer = (template, chosen) => {
        const button = document.createElement("button");
        button.type = "button";
        button.className = "ds-button";
        button.dataset.variant = "secondary";
        button.textContent = template.replace("{vardas}", file.name);
        button.addEventListener("click", () => {
          offers.remove();
          chosen();
        });
        offers.append(button);
        return button;
      };
      const shrink = offer(words.shrink, async () => {
        say(where, words.shrunk, file.name);
        resolve(await shrunk(file).catch(() => null));
      });
      offer(words.skip, () => {
        say(where, words.skipped, file.name);
        resolve(undefined);
      });
      where.after(offers);
      if (!place.contains(document.activeElement)) {
        shrink.focus();
      }
    });
  }

  // The list is the server's.
  async function listAnew() {
    const text = await fetch(words.list).then((answer) => (answer.ok ? answer.text() : "")).catch(() => "");
    const fresh = new DOMParser().parseFromString(text, "text/html").querySelector("[aria-labelledby=gauta]");
    if (fresh) {
      document.querySelector("[aria-labelledby=gauta]").replaceWith(fresh);
    }
  }

  function wrong(where, error) {
    where.textContent = error instanceof Refused ? error.message : words.failed;
    where.className = "ds-validation-message";
    where.dataset.color = "danger";
  }

  // What waits is checked without her; the list says so once it is done, unless she is just using it.
  setInterval(async () => {
    const list = document.querySelector("[aria-labelledby=gauta]");
    if (list?.querySelector("[data-waits]") && !list.contains(document.activeElement) && !document.hidden) {
      await listAnew();
    }
  }, LOOK_AGAIN_AFTER);

  form.addEventListener("submit", async (event) => {
    const pressed = event.submitter?.name;
    const files = [...input.files];
    // Without a file, and for what is taken away or checked, the form goes as it is.
    if (files.length === 0 || pressed === "salinti" || pressed === "patikrinti") {
      return;
    }
    event.preventDefault();
    // Nothing is sent as a form yet: this must not count as the first of two presses.
    event.stopPropagation();
    buttons().forEach((button) => { button.disabled = true; });
    place.replaceChildren();
    const added = files.map(() => null);
    let refused = false;
    const pass = async (at, where, body) => {
      try {
        const file = files[at];
        const fits = await body;
        if (fits === undefined) {
          return;
        }
        if (!fits || fits.size > Number(words.one)) {
          throw new Refused(`„${file.name}“: ${words.large}`);
        }
        added[at] = await send(fits, file.name, where);
      } catch (error) {
        refused = true;
        wrong(where, error);
      }
    };
    // Photos that she is asked about wait for her; the others need not.
    const asked = [];
    for (const [at, file] of files.entries()) {
      const where = line();
      if (file.size > Number(words.one) && file.type.startsWith("image/")) {
        asked.push([at, where, offerToShrink(file, where)]);
      } else {
        await pass(at, where, file);
      }
    }
    if (asked.length > 0 && added.some((id) => id)) {
      await listAnew();
    }
    for (const [at, where, body] of asked) {
      await pass(at, where, body);
    }
    const ids = added.filter((id) => id);
    if (form.elements.sujungti.checked && ids.length > 1 && !refused) {
      const body = new URLSearchParams({ csrf });
      ids.forEach((id) => body.append("nuotrauka", id));
      const where = line();
      let lost = false;
      try {
        await insist(`${words.base}/sujungti`, { method: "POST", body }, () => {
          lost = true;
          where.textContent = words.joinLost;
        });
        where.textContent = "";
      } catch (error) {
        refused = true;
        // They may have been joined although the answer did not come: the list says what is there now.
        if (lost && error.status === 422) {
          where.textContent = words.joinLook;
        } else {
          wrong(where, error);
        }
      }
    }
    buttons().forEach((button) => { button.disabled = false; });
    input.value = "";
    const within = "within" in words;
    if (!refused && !within) {
      window.location.assign(`${words.base}?zinute=uploads-added`);
    } else if (!refused && pressed !== "ikelti") {
      form.submit();
    } else {
      // The words of the refusals stay until she has read them.
      await listAnew();
    }
  });
})();
