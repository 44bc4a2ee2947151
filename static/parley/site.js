// Small helps. Every page reads and works without them.
"use strict";

// The button that copies a citation.
for (const button of document.querySelectorAll("[data-copy]")) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    const source = document.getElementById(button.dataset.copy);
    const said = button.parentElement.querySelector("[data-copied]");
    try {
      await navigator.clipboard.writeText(source.innerText.trim());
      said.textContent = said.dataset.copied;
    } catch {
      // No access to the clipboard (plain HTTP on another host): select the text instead.
      getSelection().selectAllChildren(source);
      said.textContent = said.dataset.selected;
    }
  });
}

// A menu is closed by Escape and by a click outside it.
for (const menu of document.querySelectorAll("details.menu")) {
  document.addEventListener("click", (event) => {
    if (!menu.contains(event.target)) menu.open = false;
  });
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });
}

// A drawing wider than the screen begins at its newest end.
for (const box of document.querySelectorAll("[data-newest]")) box.scrollLeft = box.scrollWidth;

// A map wider than the screen begins in its middle.
for (const box of document.querySelectorAll("[data-middle]")) box.scrollLeft = (box.scrollWidth - box.clientWidth) / 2;
