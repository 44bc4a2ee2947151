// The site works without this; it only adds the button that copies a citation.
"use strict";
for (const button of document.querySelectorAll("[data-copy]")) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    const source = document.getElementById(button.dataset.copy);
    const said = button.parentElement.querySelector("[data-copied]");
    try {
      await navigator.clipboard.writeText(source.textContent.trim());
      said.textContent = "Copied.";
    } catch {
      // No access to the clipboard (plain HTTP on another host): select the text instead.
      getSelection().selectAllChildren(source);
      said.textContent = "Selected: copy it with Ctrl+C.";
    }
  });
}
