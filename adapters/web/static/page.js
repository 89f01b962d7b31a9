// The page works without this. With it: progress without reloading, lines that open from a
// deep link, copying to the clipboard, files dropped anywhere, Enter that sends a link.
"use strict";

// A line that the address names is opened, and all that it lies in.
function openNamed() {
  const named = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!named) return;
  for (let at = named; at; at = at.parentElement) if (at.tagName === "DETAILS") at.open = true;
  named.scrollIntoView({ block: "nearest" });
}
if (document.querySelector("[data-briefing]")) {
  openNamed();
  addEventListener("hashchange", openNamed);
  // "toggle" does not bubble; the address follows what the reader opened.
  for (const line of document.querySelectorAll("details.line"))
    line.addEventListener("toggle", () => {
      if (line.open) history.replaceState(null, "", "#" + line.id);
    });
  for (const link of document.querySelectorAll(".permalink a.to-line"))
    link.addEventListener("click", (event) => {
      if (!navigator.clipboard) return;
      event.preventDefault();
      navigator.clipboard.writeText(link.href).then(() => (link.textContent = "Link copied"));
    });
}

// Copying needs a secure context; elsewhere the links lead to the text itself.
const copied = document.querySelector("[data-copied]");
if (navigator.clipboard && copied)
  for (const link of document.querySelectorAll("[data-copy]"))
    link.addEventListener("click", async (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      try {
        const answer = await fetch(link.href);
        if (!answer.ok) throw new Error(answer.statusText);
        await navigator.clipboard.writeText(await answer.text());
        copied.textContent = "Copied as " + link.textContent + ".";
      } catch {
        location.assign(link.href);
      }
    });

// Progress: each answer comes when the job has moved on, or after ten seconds.
async function watch(box) {
  let failures = 0;
  for (;;) {
    try {
      const answer = await fetch(box.dataset.watch + "?seen=" + box.dataset.entered);
      if (!answer.ok) return location.reload();
      if (answer.headers.get("x-finished") === "1") return location.reload();
      const entered = answer.headers.get("x-entered");
      if (entered !== box.dataset.entered) {
        box.innerHTML = await answer.text(); // our own template, escaped by the server
        box.dataset.entered = entered;
      }
      failures = 0;
    } catch {
      failures += 1;
      await new Promise((wake) => setTimeout(wake, Math.min(500 * 2 ** failures, 10000)));
    }
  }
}
const progress = document.querySelector("[data-watch]");
if (progress) watch(progress);

// The form: Enter sends a link (but breaks a line of text), a dropped file is sent at once.
const form = document.querySelector("[data-paste]");
if (form) {
  const box = form.elements.box, file = form.elements.file, problem = form.querySelector("[data-problem]");
  box.addEventListener("keydown", (event) => {
    const send = event.ctrlKey || event.metaKey || (!event.shiftKey && /^\s*https?:\/\/\S+\s*$/i.test(box.value));
    if (event.key === "Enter" && send && !event.isComposing) {
      event.preventDefault();
      form.requestSubmit();
    }
  });
  const fits = () => {
    const large = file.files.length > 0 && file.files[0].size > Number(form.dataset.max);
    problem.hidden = !large;
    return !large;
  };
  file.addEventListener("change", fits);
  form.addEventListener("submit", (event) => {
    if (!fits()) event.preventDefault();
  });
  const carriesFile = (event) => event.dataTransfer && [...event.dataTransfer.types].includes("Files");
  addEventListener("dragover", (event) => {
    if (!carriesFile(event)) return;
    event.preventDefault();
    form.classList.add("dropping");
  });
  addEventListener("dragleave", (event) => {
    if (!event.relatedTarget) form.classList.remove("dropping");
  });
  addEventListener("drop", (event) => {
    if (!carriesFile(event)) return;
    event.preventDefault();
    form.classList.remove("dropping");
    file.files = event.dataTransfer.files;
    form.requestSubmit();
  });
}

// A new digest begins with the reader's own time zone.
const zone = document.querySelector("[data-zone]");
if (zone && !zone.value) zone.value = Intl.DateTimeFormat().resolvedOptions().timeZone || "";
