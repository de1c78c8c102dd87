"""The one script of a report's page: it lets a reader answer, and saves what she answers as a small file.

It loads nothing, sends nothing, and makes no element of words: all that
anybody wrote is put in as text. Places are counted in code points; JavaScript
counts UTF-16 units, so each stretch is measured by ``[...words].length``.
"""

from __future__ import annotations

import base64
import hashlib

SCRIPT = r"""
(() => {
"use strict";
const form = document.getElementById("answer-form");
if (!form) return;
const part = name => form.querySelector('[data-part="' + name + '"]');
const said = name => form.dataset[name] || "";
const points = words => [...words].length;
const key = "media-reading-answers:" + [...document.querySelectorAll("article[data-sha256]")]
  .map(one => one.dataset.sha256).join("").slice(0, 4096);
let answers = [], target = null, isSaved = true;

const entries = new Map();
for (const one of document.querySelectorAll("li[data-annotation]")) {
  const article = one.closest("article[data-sha256]");
  if (article) entries.set(article.dataset.article + "\n" + one.getAttribute("value"), one);
}
const articleOf = node => {
  const element = node && (node.nodeType === 1 ? node : node.parentElement);
  return element ? element.closest("article[data-sha256]") : null;
};
const textOf = article => [...article.querySelectorAll("p.t")].map(one => one.textContent).join("");

// -- the draft: as safe as a page can keep it ---------------------------------
const keep = () => {
  try {
    const begun = target && {target, verdict: verdict(), words: part("words").value};
    localStorage.setItem(key, JSON.stringify({who: part("who").value, answers, isSaved, begun}));
  } catch (error) { /* a browser may forbid it: then the page asks before it is left */ }
  guard();
};
const recall = () => {
  try {
    const held = JSON.parse(localStorage.getItem(key) || "null");
    if (held && Array.isArray(held.answers)) {
      answers = held.answers;
      part("who").value = held.who || "";
      isSaved = held.isSaved !== false;
      return held.begun || null;
    }
  } catch (error) { /* none, or of another version */ }
  return null;
};
const hold = event => {
  event.preventDefault();
  event.returnValue = "";
};
const guard = () => {
  const isOpen = !isSaved || isBegun();
  (isOpen ? addEventListener : removeEventListener)("beforeunload", hold);
};

// -- what is answered ---------------------------------------------------------
const placeOf = (article, range) => {
  let start = -1, end = -1, at = 0;
  for (const paragraph of article.querySelectorAll("p.t")) {
    const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const length = points(node.data);
      if (range.intersectsNode(node)) {
        const from = node === range.startContainer ? range.startOffset : 0;
        const to = node === range.endContainer ? range.endOffset : node.data.length;
        if (to > from) {
          if (start < 0) start = at + points(node.data.slice(0, from));
          end = at + points(node.data.slice(0, to));
        }
      }
      at += length;
    }
  }
  return start < 0 ? null : [start, end];
};
const verdict = () => {
  const chosen = form.querySelector('input[name="verdict"]:checked');
  return target && target.annotation && chosen ? chosen.value : "comment";
};
const isBegun = () => Boolean(target && (part("words").value.trim() || verdict() !== "comment"));
const aim = made => {
  const isSame = target && made.annotation && target.annotation === made.annotation && target.article === made.article;
  if (isSame) { part("words").focus(); return; }
  if (isBegun()) give();  // it was meant for what was chosen before
  target = made;
  part("words").value = "";
  part("about").textContent = made.label;
  const isRemark = !made.annotation;
  part("verdicts").hidden = isRemark;
  part("verdicts").querySelector("input[value=comment]").checked = true;
  form.classList.add("open");
  part("editor").hidden = false;
  part("words").focus();
};
const aimAtEntry = entry => {
  const article = entry.closest("article[data-sha256]");
  const [start, end] = [Number(entry.dataset.start), Number(entry.dataset.end)];
  const exact = [...textOf(article)].slice(start, end).join("");
  const tag = (entry.querySelector("b") || entry).textContent;
  aim({article: article.dataset.article, sha256: article.dataset.sha256, layer: entry.dataset.layer,
       annotation: entry.dataset.annotation, exact, start, end,
       label: entry.getAttribute("value") + " · " + tag + ": " + short(exact)});
};
const aimAtSelection = () => {
  const chosen = getSelection();
  const range = chosen && chosen.rangeCount && !chosen.isCollapsed ? chosen.getRangeAt(0) : null;
  const article = range && articleOf(range.startContainer);
  const place = article && article === articleOf(range.endContainer) ? placeOf(article, range) : null;
  if (!place) { tell(said("selectFirst")); return; }
  const letters = [...textOf(article)];
  let [start, end] = place;
  while (start < end && !letters[start].trim()) start += 1;
  while (end > start && !letters[end - 1].trim()) end -= 1;
  if (start === end) { tell(said("selectFirst")); return; }
  const exact = letters.slice(start, end).join("");
  const prefix = letters.slice(Math.max(0, start - 32), start).join(""), suffix = letters.slice(end, end + 32).join("");
  aim({article: article.dataset.article, sha256: article.dataset.sha256, layer: "", annotation: "", exact, start, end,
       prefix, suffix, label: said("remarkOn") + " " + short(exact)});
};
const short = words => {
  const line = words.split(/\s+/).join(" ").trim(), letters = [...line];
  const shown = letters.length > 80 ? letters.slice(0, 79).join("") + "…" : line;
  return /^["“”„«»‘’']/u.test(line) ? shown : "“" + shown + "”";  // a quote brings its own marks
};

// -- giving, listing, saving --------------------------------------------------
const tell = words => { part("told").textContent = words; };
const give = () => {
  if (!target) { tell(said("chooseFirst")); return; }
  if (!isBegun()) { tell(said("sayFirst")); return; }
  const words = part("words").value.trim();
  answers.push({...target, answer: verdict(), words, time: new Date().toISOString().slice(0, 19) + "Z"});
  part("words").value = "";
  target = null;
  isSaved = false;
  part("editor").hidden = true;
  show();
  tell(said("given"));
};
const show = () => {
  const list = part("list");
  list.replaceChildren();
  answers.forEach((one, number) => {
    const line = document.createElement("li"), head = document.createElement("b");
    const away = document.createElement("button");
    head.textContent = one.label;
    const choice = form.querySelector('input[value="' + one.answer + '"]');
    const stand = choice ? choice.dataset.word : "";
    line.append(head, " ", [stand, one.words].filter(Boolean).join(": "), " ");
    away.type = "button";
    away.textContent = said("remove");
    away.addEventListener("click", () => { answers.splice(number, 1); isSaved = false; show(); });
    line.append(away);
    list.append(line);
  });
  part("count").textContent = answers.length ? "(" + answers.length + ")" : "";
  note();
};
const note = () => {
  part("save").disabled = !answers.length && !isBegun();
  keep();
};
const fileOf = () => {
  const articles = new Map();
  for (const {article, sha256, label, ...one} of answers) {
    const id = article + "\n" + sha256;
    if (!articles.has(id)) articles.set(id, {name: article, text_sha256: sha256, answers: []});
    articles.get(id).answers.push(one);
  }
  const who = part("who").value.trim();
  return {format: "media-reading-answers", version: 1, who, articles: [...articles.values()]};
};
const save = () => {
  if (!part("who").value.trim()) {
    tell(said("nameFirst"));
    part("who").focus();
    return;
  }
  const isTaken = isBegun();  // what is being written goes along: nobody notes it for her
  if (isTaken) give();
  const link = document.createElement("a"), name = part("who").value.trim().replace(/[^\p{L}\p{N}]+/gu, "-");
  link.href = URL.createObjectURL(new Blob([JSON.stringify(fileOf(), null, 1) + "\n"], {type: "application/json"}));
  link.download = "answers-" + name + ".json";
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  isSaved = true;
  keep();
  tell(said(isTaken ? "savedWith" : "saved"));
};

// -- the page -----------------------------------------------------------------
document.addEventListener("click", event => {
  const element = event.target instanceof Element ? event.target : null;
  if (!element || element.closest("a, button, #answer-form") || !getSelection().isCollapsed) return;
  const entry = element.closest("li[data-annotation]");
  if (entry) { aimAtEntry(entry); return; }
  const mark = element.closest("mark[data-n]"), article = mark && mark.closest("article[data-sha256]");
  const found = article && entries.get(article.dataset.article + "\n" + mark.dataset.n.split(" ")[0]);
  if (found) aimAtEntry(found);
});
document.addEventListener("keydown", event => {
  const element = document.activeElement;
  if (event.key === "Enter" && element && element.matches("li[data-annotation]")) {
    event.preventDefault();
    aimAtEntry(element);
  }
});
for (const one of entries.values()) one.tabIndex = 0;
part("remark").addEventListener("mousedown", event => event.preventDefault());
part("remark").addEventListener("click", aimAtSelection);
part("give").addEventListener("click", give);
part("drop").addEventListener("click", () => {
  target = null;
  part("editor").hidden = true;
  part("words").value = "";
  if (!answers.length) form.classList.remove("open");
  note();
});
document.addEventListener("selectionchange", () => {
  const chosen = getSelection(), node = chosen && chosen.anchorNode;
  const element = node && (node.nodeType === 1 ? node : node.parentElement);
  if (chosen && !chosen.isCollapsed && element && element.closest("p.t")) form.classList.add("open");
});
part("save").addEventListener("click", save);
part("who").addEventListener("input", keep);
part("words").addEventListener("input", note);
part("verdicts").addEventListener("change", note);
const begun = recall();
form.hidden = false;
part("words").value = "";  // a browser may bring words back whose place it has forgotten
if (begun && begun.target) {
  target = begun.target;
  part("about").textContent = target.label;
  part("verdicts").hidden = !target.annotation;
  const choice = form.querySelector('input[name="verdict"][value="' + CSS.escape(begun.verdict || "comment") + '"]');
  if (choice) choice.checked = true;
  part("words").value = begun.words || "";
  part("editor").hidden = false;
}
show();
})();
"""
"""It is the same in every report: the policy of the page allows it by its hash, and no other."""


def script_source() -> str:
    """The script as a policy names it: ``'sha256-…'`` (Content Security Policy Level 3, 2.3.1)."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(SCRIPT.encode()).digest()).decode()}'"
