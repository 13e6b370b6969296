/** @type {import("next").NextConfig} */
const config = {
  // A second build beside a running studio goes to its own folder.
  distDir: process.env.NEXT_DIST_DIR ?? ".next",
  reactStrictMode: true,
  poweredByHeader: false,
  // Native or worker-spawning packages are loaded by Node itself, never bundled.
  serverExternalPackages: [
    "@aws-sdk/client-s3",
    "@aws-sdk/lib-storage",
    "@aws-sdk/s3-request-presigner",
    "@cornerstonejs/codec-openjpeg",
    "@electric-sql/pglite",
    "@electric-sql/pglite-socket",
    "@hyzyla/pdfium",
    "@node-rs/argon2",
    "@opentelemetry/api",
    "@opentelemetry/exporter-trace-otlp-http",
    "@opentelemetry/resources",
    "@opentelemetry/sdk-trace-node",
    "@prisma/client",
    "heic-decode",
    "ioredis",
    "onnxruntime-node",
    "pg",
    "pg-boss",
    "pino",
    "piscina",
    "prom-client",
    "sharp",
    "tsx",
    "undici",
    "wasm-vips",
  ],
  // `npm run check` checks types, tests included; the build need not do it again.
  // Not as folders of app/: TypeScript and the checks pass over folders whose name begins with a dot.
  rewrites: async () => [{ source: "/.well-known/security.txt", destination: "/security.txt" }],
  // Its pages have a meta tag, too; this is for what reads no HTML.
  headers: async () => [{ source: "/shared/:token", headers: [{ key: "X-Robots-Tag", value: "noindex" }] }],
  typescript: { ignoreBuildErrors: true },
  // A page or route is loaded when it is first asked for. All of them take six seconds of the one thread that answers requests, just
  // when those that waited for the start arrive.
  experimental: { preloadEntriesOnStart: false },
  devIndicators: false,
};

export default config;
