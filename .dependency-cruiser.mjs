// The import directions of ARCHITECTURE.md, one rule per sentence. tools/check/dependency-rules.test.ts breaks each one once.
const TEST = ["\\.test\\.tsx?$", "^lib/testing/", "^packages/[^/]+/src/testing/"];
const base = "env|errors|clock|format|lifecycle";
const adapters = "db|storage|rate-limit|log|safe-fetch|queue|instances|telemetry";
const domain = "accounts|audit|legal|mail|studio-settings|api-keys|archives|credits|jobs|webhooks|receipts|shares";
const flows = "account-data|backup|colorize|billing|deliveries";
const above = (...levels) => `^(app|components|prisma|scripts|server|tools|packages|lib/(${levels.join("|")})/)`;
const engine = "^lib/colorize/providers/embedded/";
const output = "^lib/colorize/output/";
/** The parts of the engine that run in a browser, too: nothing of Node, no file, no database. */
const everywhere = `${engine}(pixels/(?!rows/node-rows)|graphs/(manifest-schema|model-size|native-lock|run-graph|run-picture)|stages/color/|stages/facts/judge-bilevel)|${output}metadata/ai-mark|^lib/colorize/photo-file/color/primaries`;
const serverFolders = `^lib/(${adapters}|${domain}|${flows}|http|env|lifecycle)/`;
const rule = (name, comment, from, to) => ({ name, severity: "error", comment, from, to });

export default {
  forbidden: [
    rule("no-cycles", "No module leads back to itself.", {}, { circular: true }),
    rule("resolvable", "Every import exists.", {}, { couldNotResolve: true }),
    rule(
      "listed-package",
      "What is imported is in package.json.",
      {},
      { dependencyTypes: ["npm-no-pkg", "npm-unknown"] },
    ),
    rule(
      "product-needs-no-dev-package",
      "The product runs without the packages that only tests and checks use.",
      { path: "^(app|components|lib)/", pathNot: TEST },
      { dependencyTypes: ["npm-dev"], dependencyTypesNot: ["type-only"] },
    ),
    rule(
      "browser-never-reaches-server",
      "Components and what they share with the server never reach a server folder, at any distance.",
      { path: "^components/|^lib/(client|contract|format|recipe)/", pathNot: TEST },
      { path: serverFolders, pathNot: everywhere, reachable: true },
    ),
    rule(
      "on-device-never-reaches-server",
      "What colors photos in a browser reaches only those parts of the engine that run anywhere, at any distance.",
      { path: "^lib/on-device/", pathNot: TEST },
      { path: serverFolders, pathNot: everywhere, reachable: true },
    ),
    rule(
      "on-device-has-no-node",
      "What runs in a browser, too, uses nothing of Node.",
      { path: `^lib/on-device/|${everywhere}`, pathNot: TEST },
      { dependencyTypes: ["core"] },
    ),
    rule(
      "on-device-only-for-browsers",
      "Components and the build of the engine use what colors photos in a browser, nothing on the server does.",
      { pathNot: [...TEST, "^components/workbench/", "^server/ensure-engine", "^lib/on-device/"] },
      { path: "^lib/on-device/" },
    ),
    rule(
      "browser-has-no-node",
      "Components and what they share with the server use nothing of Node.",
      { path: "^components/|^lib/(client|contract|format|recipe)/", pathNot: TEST },
      { dependencyTypes: ["core"] },
    ),
    rule(
      "contract-stands-alone",
      "The contract knows only the error codes.",
      { path: "^lib/contract/", pathNot: TEST },
      { path: "^(app|components|lib|prisma|scripts|server|tools|packages)/", pathNot: "^lib/(contract|errors)/" },
    ),
    rule(
      "recipe-stands-alone",
      "What adjusts colors runs anywhere: it knows only the contract, and no package.",
      { path: "^lib/recipe/", pathNot: TEST },
      { pathNot: "^lib/(recipe|contract)/" },
    ),
    rule(
      "client-knows-the-contract",
      "The browser's client knows the contract, the public API's client and formats, nothing else of lib.",
      { path: "^lib/client/", pathNot: TEST },
      {
        path: "^(app|components|lib|prisma|scripts|server|tools|packages)/",
        pathNot: "^lib/(client|contract|errors|format)/|^packages/client/",
      },
    ),
    rule(
      "client-stands-alone",
      "The public API's client needs nothing of the product and no package.",
      { path: "^packages/client/", pathNot: TEST },
      { pathNot: "^packages/client/" },
    ),
    rule(
      "packages-stand-alone",
      "Packages know nothing of the studio and of each other; the command line program knows the client.",
      { path: "^packages/([^/]+)/", pathNot: TEST },
      {
        path: "^(app|components|e2e|lib|models|prisma|scripts)/|^packages/",
        pathNot: "^packages/($1|client)/",
      },
    ),
    rule(
      "features-apart",
      "A feature's components use their own folder and ui, never another feature.",
      { path: "^components/([^/]+)/", pathNot: TEST },
      { path: "^components/", pathNot: "^components/(ui|$1)/" },
    ),
    rule(
      "features-below-app",
      "Components know nothing of the addresses they are shown at.",
      { path: "^(components|lib)/", pathNot: TEST },
      { path: "^app/" },
    ),
    rule(
      "ui-knows-nothing",
      "The primitives know nothing of the product.",
      { path: "^components/ui/", pathNot: TEST },
      { path: "^(app|lib|prisma|scripts|server|tools|packages|components/(?!ui/))" },
    ),
    rule(
      "base-knows-nothing",
      "Settings, errors, clock, formats and lifecycle stand below everything.",
      { path: `^lib/(${base})/`, pathNot: TEST },
      { path: `^(app|components|prisma|scripts|server|tools|packages|lib/(?!(${base}|contract)/))` },
    ),
    rule(
      "adapters-below-domain",
      "Adapters know nothing of accounts, keys, credits, jobs or what is above them.",
      { path: `^lib/(${adapters})/`, pathNot: TEST },
      { path: above(domain, flows, "http", "client") },
    ),
    rule(
      "domain-below-flows",
      "The domain knows nothing of the flows and what is above them.",
      { path: `^lib/(${domain})/`, pathNot: TEST },
      { path: above(flows, "http", "client") },
    ),
    rule(
      "flows-apart-and-below-http",
      "Flows know nothing of http and of each other.",
      { path: `^lib/(${flows})/`, pathNot: TEST },
      { path: above("http", "client", `(?!$1/)(${flows})`) },
    ),
    rule(
      "operator-above-flows",
      "What operators do, on the pages and on the command line, stands above the flows and below http.",
      { path: "^lib/operator/", pathNot: TEST },
      { path: above("http", "client") },
    ),
    rule(
      "operator-below-nothing-but-its-doors",
      "Only http's admin part, its wiring and the command line use what operators do.",
      { path: "^lib/", pathNot: [...TEST, "^lib/(operator|http)/"] },
      { path: "^lib/operator/" },
    ),
    rule(
      "pixels-below-graphs",
      "The engine's pixel operations and photo files know nothing of graphs, stages or workers.",
      { path: `${engine}(pixels|photo-file)/`, pathNot: TEST },
      { path: `${engine}(?!(pixels|photo-file)/)` },
    ),
    rule(
      "graphs-below-stages",
      "The engine's graphs know nothing of the stages that run them.",
      { path: `${engine}graphs/`, pathNot: TEST },
      { path: `${engine}(?!(pixels|photo-file|graphs)/)` },
    ),
    rule(
      "stages-below-engine",
      "A stage knows nothing of workers and of how models are selected.",
      { path: `${engine}stages/`, pathNot: TEST },
      { path: `${engine}(?!(pixels|photo-file|graphs|stages)/)` },
    ),
    rule(
      "engine-below-provider",
      "What runs in a worker knows nothing of the provider that starts it.",
      { path: `${engine}engine/`, pathNot: TEST },
      { path: `${engine}(?!(pixels|photo-file|graphs|stages|engine)/)` },
    ),
    rule(
      "workers-know-no-painter",
      "What runs in a worker knows no engine elsewhere, so that its secrets never get there.",
      { path: `${engine}(pixels|photo-file|graphs|stages|engine)/`, pathNot: TEST },
      { path: "^lib/colorize/providers/painters/" },
    ),
    rule(
      "containers-below-output",
      "File containers and metadata know nothing of the outputs they are used for.",
      { path: `${output}(containers|metadata)/`, pathNot: TEST },
      { path: `${output}[^/]+$` },
    ),
    rule(
      "colorize-parts-below-flow",
      "Adjusting, image input, output, pictures, samples and providers know nothing of the flow.",
      { path: "^lib/colorize/(adjust|image-input|output|pictures|providers|samples)/", pathNot: TEST },
      { path: "^lib/colorize/[^/]+$" },
    ),
    rule(
      "http-below-app",
      "The http level knows neither pages nor components.",
      { path: "^lib/http/", pathNot: TEST },
      { path: above("client") },
    ),
    rule(
      "http-wiring-below-http",
      "The wiring of the studio knows nothing of the rest of http.",
      { path: "^lib/http/studio/", pathNot: TEST },
      { path: "^lib/http/(?!studio/)" },
    ),
    rule(
      "http-auth-below-routes",
      "Authentication knows the wiring alone, not how routes are declared.",
      { path: "^lib/http/auth/", pathNot: TEST },
      { path: "^lib/http/(?!(studio|auth)/)" },
    ),
    rule(
      "http-route-below-handlers",
      "Declaring a route knows authentication and the wiring, no handler.",
      { path: "^lib/http/route/", pathNot: TEST },
      { path: "^lib/http/(?!(studio|auth|route)/)" },
    ),
    rule(
      "http-jobs-below-doors",
      "What the public API and the console share about jobs knows neither of them.",
      { path: "^lib/http/jobs/", pathNot: TEST },
      { path: "^lib/http/(?!(studio|auth|route|jobs)/)" },
    ),
    rule(
      "http-doors-apart",
      "Handlers of one audience never use those of another.",
      { path: "^lib/http/(v1|console|public|colorize|intake|pages|admin|account)/", pathNot: TEST },
      { path: "^lib/http/(?!(studio|auth|route|jobs|$1)/)" },
    ),
    rule(
      "ledger-only-inside-flows",
      "Handlers and pages never move credits themselves.",
      { path: "^(app|lib/http)/", pathNot: TEST },
      { path: "^lib/credits/(ledger|settle-hold|revoke-purchase|freeze-purchase|expire-lots|take-credits)" },
    ),
    rule(
      "no-framework-below-http",
      "Below http nothing knows Next or React.",
      { path: "^lib/(?!(http|client|testing)/)", pathNot: TEST },
      { path: "(^|/)node_modules/(next|next-auth|react|react-dom)/", dependencyTypesNot: ["type-only"] },
    ),
    rule(
      "routes-not-to-adapters",
      "Pages and handlers call lib, never an adapter; only the file route streams from storage.",
      { path: "^app/", pathNot: [...TEST, "^app/files/"] },
      { path: "^lib/(db|storage|rate-limit)/" },
    ),
    rule(
      "one-prisma-client",
      "Only lib/db makes a Prisma client; others may use its types.",
      { pathNot: "^(lib/db|lib/generated|prisma|lib/testing)/" },
      { path: "node_modules/@prisma/client/|^lib/generated/", dependencyTypesNot: ["type-only"] },
    ),
    rule(
      "test-helpers-only-in-tests",
      "What exists for tests is used by tests and benchmarks.",
      { pathNot: [...TEST, "^(prisma|e2e)/", "^tools/bench/"] },
      { path: "^lib/testing/|^prisma/factories/" },
    ),
    rule(
      "e2e-stays-outside",
      "End-to-end tests see the studio from outside, and its contract; only the build, the first database and accounts are made from within, ZIPs read, and the OpenID provider and the model server of the tests are theirs too.",
      { path: "^e2e/", pathNot: "^e2e/(prepare-tests|support/run-admin)\\.ts$" },
      {
        path: "^(app|components|lib|prisma|scripts|server|tools|packages)/",
        pathNot: "^lib/(contract|errors/error-codes|testing/read-zip|testing/sign-in/test-provider|testing/oip)",
      },
    ),
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    // Generated code is seen as something to import, not checked itself.
    doNotFollow: { path: ["node_modules", "^lib/generated/"] },
    combinedDependencies: true,
    exclude: { path: "^models/|^packages/[^/]+/dist/|\\.next/|node_modules/\\.cache" },
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "node", "default", "types"] },
  },
};
