import ts from "typescript";

export type SourceMeasure = {
  lines: number;
  /** Every function with its own body; `line` is where it starts. */
  functions: { name: string; line: number; lines: number }[];
  /** Lines that spell the type `any`. */
  anys: number[];
  /** Nothing in it runs: it declares types. */
  isTypesOnly: boolean;
};

/** A `describe` only groups tests: its body is as long as there are tests, and each of those is measured by itself. */
function isTestGroup(node: ts.Node): boolean {
  return ts.isCallExpression(node.parent) && /^(test\.)?describe\b/.test(node.parent.expression.getText());
}

function nameOf(node: ts.SignatureDeclaration): string {
  if (node.name) return node.name.getText();
  return ts.isVariableDeclaration(node.parent) ? node.parent.name.getText() : "a function";
}

/** Sizes of one source file; of anything but TypeScript and JavaScript, its lines alone. */
export function measureSource(file: string, text: string): SourceMeasure {
  const measure: SourceMeasure = { lines: text.split("\n").length - 1, functions: [], anys: [], isTypesOnly: false };
  if (file.endsWith(".css")) return measure;
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const lineOf = (position: number) => source.getLineAndCharacterOfPosition(position).line + 1;
  const visit = (node: ts.Node): void => {
    if (node.kind === ts.SyntaxKind.AnyKeyword) measure.anys.push(lineOf(node.getStart()));
    if (ts.isFunctionLike(node) && "body" in node && node.body && !isTestGroup(node)) {
      const line = lineOf(node.getStart());
      measure.functions.push({ name: nameOf(node), line, lines: lineOf(node.getEnd()) - line + 1 });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  measure.isTypesOnly = source.statements.every(
    (node) =>
      ts.isTypeAliasDeclaration(node) ||
      ts.isInterfaceDeclaration(node) ||
      ts.isImportDeclaration(node) ||
      ts.isExportDeclaration(node),
  );
  return measure;
}
