import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import { html } from "@codemirror/lang-html";
import { closePercentBrace, jinja } from "@codemirror/lang-jinja";
import { json } from "@codemirror/lang-json";
import { bracketMatching, foldGutter, foldKeymap, HighlightStyle, indentOnInput, syntaxHighlighting } from "@codemirror/language";
import { lintGutter, setDiagnostics, type Diagnostic } from "@codemirror/lint";
import { highlightSelectionMatches, search, searchKeymap } from "@codemirror/search";
import { Compartment, EditorState, type Extension } from "@codemirror/state";
import { drawSelection, EditorView, highlightActiveLine, highlightActiveLineGutter, keymap, lineNumbers } from "@codemirror/view";
import { tags } from "@lezer/highlight";
import { useEffect, useEffectEvent, useRef } from "react";
import type { Fault } from "./place";

export type Language = "html" | "text" | "json";

const theme = EditorView.theme({
  "&": { height: "100%", fontSize: "13px", backgroundColor: "var(--surface)", color: "var(--ink)" },
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": { fontFamily: "var(--font-mono, ui-monospace, monospace)", lineHeight: "1.6" },
  ".cm-content": { padding: "10px 0", caretColor: "var(--ink)" },
  ".cm-gutters": { backgroundColor: "var(--surface)", color: "var(--muted)", border: "none" },
  ".cm-activeLine, .cm-activeLineGutter": { backgroundColor: "color-mix(in oklab, var(--sunken) 60%, transparent)" },
  ".cm-cursor": { borderLeftColor: "var(--ink)" },
  "&.cm-focused .cm-selectionBackground, .cm-selectionBackground": { backgroundColor: "var(--accent-soft) !important" },
  ".cm-panels": { backgroundColor: "var(--sunken)", color: "var(--ink)", borderColor: "var(--line)" },
  ".cm-tooltip": { backgroundColor: "var(--surface)", color: "var(--ink)", border: "1px solid var(--line)", borderRadius: "8px", overflow: "hidden" },
  ".cm-tooltip-autocomplete ul li[aria-selected]": { backgroundColor: "var(--accent-soft)", color: "var(--ink)" },
  ".cm-diagnostic-error": { borderLeftColor: "var(--bad-fill)" },
  ".cm-diagnostic-warning": { borderLeftColor: "var(--warn-fill)" },
});

const colours = HighlightStyle.define([
  { tag: [tags.tagName, tags.keyword, tags.controlKeyword, tags.operatorKeyword], color: "var(--accent)" },
  { tag: [tags.attributeName, tags.propertyName], color: "var(--warn)" },
  { tag: [tags.string, tags.attributeValue], color: "var(--good)" },
  { tag: [tags.number, tags.bool, tags.null], color: "var(--bad)" },
  { tag: [tags.comment, tags.angleBracket, tags.bracket, tags.brace, tags.punctuation], color: "var(--muted)" },
  { tag: [tags.variableName, tags.special(tags.variableName)], color: "var(--ink)", fontWeight: "600" },
]);

/** Wording of the editor, with names offered while typing inside `{{ }}` and `{% %}`. */
function languageOf(language: Language, names: string[]): Extension {
  const variables = names.map((label) => ({ label, type: "variable" }));
  if (language === "json") return json();
  return [language === "html" ? jinja({ base: html(), variables }) : jinja({ variables }), closePercentBrace];
}

type Props = {
  value: string;
  onValue: (value: string) => void;
  language: Language;
  label: string;
  names?: string[];
  faults?: Fault[];
  /** A line to show and put the cursor into; a new object asks again. */
  goTo?: { line: number; column: number };
  readOnly?: boolean;
};

export default function CodeEditor({ value, onValue, language, label, names = [], faults = [], goTo, readOnly }: Props) {
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>(null);
  const languages = useRef(new Compartment());
  const change = useEffectEvent(onValue);
  const nameList = names.join(" ");
  const start = useEffectEvent(() =>
    EditorState.create({
      doc: value,
      extensions: [
        lineNumbers(),
        foldGutter(),
        history(),
        drawSelection(),
        indentOnInput(),
        bracketMatching(),
        closeBrackets(),
        autocompletion(),
        highlightActiveLine(),
        highlightActiveLineGutter(),
        highlightSelectionMatches(),
        search({ top: true }),
        lintGutter(),
        // Escape, then Tab leaves the editor: CodeMirror's own way out for people without a mouse.
        keymap.of([...closeBracketsKeymap, ...defaultKeymap, ...searchKeymap, ...historyKeymap, ...foldKeymap, ...completionKeymap, indentWithTab]),
        languages.current.of(languageOf(language, names)),
        syntaxHighlighting(colours),
        theme,
        EditorView.lineWrapping,
        EditorView.contentAttributes.of({ "aria-label": label, tabindex: "0" }),
        EditorState.readOnly.of(readOnly ?? false),
        EditorView.updateListener.of((update) => {
          if (update.docChanged) change(update.state.doc.toString());
        }),
      ],
    }),
  );

  useEffect(() => {
    const made = new EditorView({ state: start(), parent: host.current! });
    view.current = made;
    return () => made.destroy();
  }, []);

  useEffect(() => {
    const state = view.current!.state;
    if (state.doc.toString() !== value) view.current!.dispatch({ changes: { from: 0, to: state.doc.length, insert: value } });
  }, [value]);

  useEffect(() => {
    view.current!.dispatch({ effects: languages.current.reconfigure(languageOf(language, nameList ? nameList.split(" ") : [])) });
  }, [language, nameList]);

  useEffect(() => {
    view.current!.dispatch(setDiagnostics(view.current!.state, faults.flatMap((fault) => diagnostic(view.current!.state, fault))));
  }, [faults]);

  useEffect(() => {
    if (!goTo) return;
    const doc = view.current!.state.doc;
    const line = doc.line(Math.min(Math.max(goTo.line, 1), doc.lines));
    const at = Math.min(line.from + Math.max(goTo.column - 1, 0), line.to);
    view.current!.dispatch({ selection: { anchor: at }, effects: EditorView.scrollIntoView(at, { y: "center" }) });
    view.current!.focus();
  }, [goTo]);

  return <div ref={host} className="h-full overflow-hidden" />;
}

function diagnostic(state: EditorState, fault: Fault): Diagnostic[] {
  if (fault.line < 1 || fault.line > state.doc.lines) return [];
  const line = state.doc.line(fault.line);
  const from = Math.min(line.from + Math.max(fault.column - 1, 0), line.to);
  return [{ from, to: line.to, severity: "error", message: fault.right ? `${fault.message} (${fault.right})` : fault.message }];
}
