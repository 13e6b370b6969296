// The import directions of Pixomax Studio. One rule per sentence of ARCHITECTURE.md.
const TEST = "(\\.test\\.ts$|^lib/testing/)";
const server = "^lib/(db|storage|rate-limit|accounts|api-keys|credits|jobs|colorize|billing|http|log|env/server)";
const rule = (name, from, to, comment) => ({ name, severity: "error", comment, from, to });
export default {
  forbidden: [
    rule(
      "no-cycles",
      {},
      { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
      "no module may lead back to itself",
    ),
    rule(
      "browser-never-reaches-server",
      { path: "^components/|^lib/(client|contract|format)/" },
      { path: server, reachable: true },
      "at any distance",
    ),
    rule(
      "contract-stands-alone",
      { path: "^lib/contract/" },
      { path: "^(app|components|lib|prisma)/", pathNot: "^lib/(contract|errors)/" },
    ),
    rule("features-apart", { path: "^components/([^/]+)/" }, { path: "^components/", pathNot: "^components/(ui|$1)/" }),
    rule("ui-knows-nothing", { path: "^components/ui/" }, { path: "^(app|lib|components/(?!ui/))" }),
    rule(
      "base-knows-nothing",
      { path: "^lib/(env|errors|clock|format|lifecycle)/" },
      { path: "^(app|components|prisma|lib/(?!(env|errors|clock|format|lifecycle)/))" },
    ),
    rule(
      "adapters-below-domain",
      { path: "^lib/(db|storage|rate-limit|log)/", pathNot: TEST },
      { path: "^(app|components|prisma|lib/(accounts|api-keys|credits|jobs|colorize|billing|http|client)/)" },
    ),
    rule(
      "domain-below-flows",
      { path: "^lib/(accounts|api-keys|credits|jobs)/", pathNot: TEST },
      { path: "^(app|components|prisma|lib/(colorize|billing|http|client)/)" },
    ),
    rule(
      "flows-apart-and-below-http",
      { path: "^lib/(colorize|billing)/", pathNot: TEST },
      { path: "^(app|components|prisma|lib/(http|client|(?!$1/)(colorize|billing))/)" },
    ),
    rule(
      "ledger-only-inside-flows",
      { path: "^(app|lib/http)/", pathNot: TEST },
      { path: "^lib/credits/ledger" },
      "handlers never move credits themselves",
    ),
    rule(
      "no-framework-below-http",
      { path: "^lib/(?!(http|client|testing)/)" },
      {
        path: "(^|/)node_modules/(next|next-auth|react)(/|$)|^(next|next-auth|react)(/|$)",
        dependencyTypesNot: ["type-only"],
      },
    ),
    rule(
      "routes-not-to-adapters",
      { path: "^app/", pathNot: [TEST, "^app/files/"] },
      { path: "^lib/(db|storage|rate-limit)/" },
    ),
    rule(
      "one-prisma-client",
      { pathNot: "^(lib/db|prisma|lib/testing)/" },
      { path: "@prisma/client|lib/generated", dependencyTypesNot: ["type-only"] },
    ),
    rule(
      "test-helpers-only-in-tests",
      { pathNot: [TEST, "^(prisma|e2e)/"] },
      { path: "^lib/testing/|^prisma/factories/" },
    ),
    rule("e2e-stays-outside", { path: "^e2e/" }, { path: "^(app|components|lib)/", pathNot: "^lib/contract/" }),
    rule(
      "no-junk-drawer",
      {},
      { path: ["/utils?[./]", "/helpers?[./]", "/common[./]", "/misc[./]", "/shared[./]"], pathNot: "node_modules" },
      "a file is named after what it does",
    ),
    rule(
      "no-junk-drawer-alone",
      { orphan: true, path: ["/utils?[./]", "/helpers?[./]", "/common[./]", "/misc[./]", "/shared[./]"] },
      {},
    ),
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    doNotFollow: { path: "node_modules" },
  },
};
