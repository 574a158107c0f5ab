"use strict";
(() => {
  const form = document.getElementById("filter");
  const [select, search, said] = ["select", "input", "output"].map((tag) => form.querySelector(tag));
  const buttons = [...form.querySelectorAll("button")];
  const cards = [...document.querySelectorAll(".snippet")];
  const articles = [...document.querySelectorAll("article")];
  const texts = new Map();

  // What a search looks at: a block with the prose in front of it.
  const textOf = (card) => {
    if (!texts.has(card)) {
      const before = card.previousElementSibling;
      const prose = before && before.classList.contains("prose") ? before.textContent : "";
      texts.set(card, (prose + "\n" + card.textContent).toLowerCase());
    }
    return texts.get(card);
  };

  const apply = () => {
    const verdicts = buttons.filter((button) => button.ariaPressed === "true").map((button) => button.dataset.verdict);
    const words = search.value.trim().toLowerCase();
    const wanted = (card) =>
      (!verdicts.length || verdicts.includes(card.dataset.verdict)) &&
      (!select.value || card.dataset.language === select.value) &&
      (!words || textOf(card).includes(words));
    const all = !verdicts.length && !select.value && !words;
    let count = 0;
    for (const card of cards) {
      card.hidden = !wanted(card);
      count += card.hidden ? 0 : 1;
    }
    for (const prose of document.querySelectorAll(".prose")) {
      const near = [prose.previousElementSibling, prose.nextElementSibling];
      prose.hidden = !all && !near.some((card) => card && card.matches(".snippet:not([hidden])"));
    }
    for (const article of articles) {
      article.hidden = !all && !article.querySelector(".snippet:not([hidden])");
    }
    said.textContent = all ? "" : count === 1 ? "1 block" : `${count} blocks`;
  };

  const reset = () => {
    buttons.forEach((button) => (button.ariaPressed = "false"));
    select.value = search.value = "";
    apply();
  };

  const go = (card) => {
    card.focus({ preventScroll: true });
    card.scrollIntoView({ block: "start" });
    history.replaceState(null, "", "#" + card.id);
  };

  const move = (step) => {
    const shown = cards.filter((card) => !card.hidden);
    const here = document.activeElement.closest(".snippet");
    const at = shown.indexOf(here);
    const line = Math.max(0, form.getBoundingClientRect().bottom);
    const below = shown.findIndex((card) => card.getBoundingClientRect().top >= line);
    const first = below < 0 ? shown.length : below;
    const next = at >= 0 ? at + step : step > 0 ? first : first - 1;
    if (shown[next]) go(shown[next]);
  };

  // A link to a block that the filter hides is stronger than the filter.
  const follow = () => {
    const card = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!card || !card.matches(".snippet")) return;
    if (card.hidden) reset();
    card.focus({ preventScroll: true });
    card.scrollIntoView({ block: "start" });
  };

  for (const button of buttons) {
    button.addEventListener("click", () => {
      button.ariaPressed = button.ariaPressed === "true" ? "false" : "true";
      apply();
    });
  }
  select.addEventListener("change", apply);
  search.addEventListener("input", apply);
  form.addEventListener("submit", (event) => event.preventDefault());
  addEventListener("hashchange", follow);
  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape") {
      reset();
      document.activeElement.blur();
    }
    if (event.target.matches("input, select")) return;
    if (event.key === "j") move(1);
    if (event.key === "k") move(-1);
    if (event.key === "/") {
      event.preventDefault();
      search.focus();
    }
  });
  form.hidden = false;
  document.querySelector(".tally").hidden = true;
  follow();
})();
