// npm run stripe:fake: a stand-in for Stripe on this machine, to try buying credits without a Stripe account.
import { parseArgs } from "node:util";
import { startStripeFake } from "./start-stripe-fake";

const usage = `npm run stripe:fake -- [--port 12111] [--target ADDRESS] [--secret whsec_…]
  --port    port on 127.0.0.1; 0 takes a free one
  --target  where events go, http://127.0.0.1:3000/api/stripe/webhook when left out; "none" delivers none
  --secret  what events are signed with`;

const { values } = parseArgs({
  options: {
    port: { type: "string", default: "12111" },
    target: { type: "string", default: "http://127.0.0.1:3000/api/stripe/webhook" },
    secret: { type: "string", default: "whsec_stand_in" },
    help: { type: "boolean", default: false },
  },
});

async function start(): Promise<void> {
  const target = values.target === "none" ? null : values.target;
  const fake = await startStripeFake({ port: Number(values.port), delivery: { target, secret: values.secret } });
  console.log(`A stand-in for Stripe is running at ${fake.url} (test mode: no money moves, nothing is saved).`);
  console.log(`Events go to ${target ?? "nobody"}. Start the studio with these settings in front of it:\n`);
  console.log(
    `STRIPE_API_BASE=${fake.url} STRIPE_SECRET_KEY=sk_test_standin STRIPE_WEBHOOK_SECRET=${values.secret} npm start\n`,
  );
  const stop = () => void fake.stop().then(() => process.exit(0));
  process.once("SIGINT", stop);
  process.once("SIGTERM", stop);
}

// Whoever reads the output may stop reading: `npm run stripe:fake | head`.
for (const stream of [process.stdout, process.stderr]) stream.on("error", () => process.exit(0));
if (values.help) console.log(usage);
else {
  start().catch((error: NodeJS.ErrnoException) => {
    console.error(
      error.code === "EADDRINUSE" ? `Port ${values.port} is in use: stop that program, or give --port.` : error,
    );
    process.exit(1);
  });
}
