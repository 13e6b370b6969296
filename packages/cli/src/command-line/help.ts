const exits = `Exit codes:
  0    all done, or nothing to do
  1    some photos failed
  2    wrong usage
  3    not logged in, or the key is refused
  4    not enough credits
  5    the studio cannot be reached, or is closed
  6    not sent: spending more than 50 credits needs a yes
  130  interrupted
`;

const overview = `Usage: pixomax COMMAND
Colours photos with a Pixomax studio, over its public API.

  login [--url URL] [--key KEY]   keep the studio's address and your API key on this machine
  logout                          forget them
  colorize FILES…                 colour photos, folders of photos, or standard input
  balance [--json]                credits of your account
  jobs [--limit N] [--status S] [--json]
                                  your latest jobs; S is queued, running, succeeded, failed or canceled
  help [COMMAND]                  this text, or a command's own
  --version

PIXOMAX_URL and PIXOMAX_KEY in the environment win over what login kept.

${exits}`;

const login = `Usage: pixomax login [--url URL] [--key KEY]
Asks for what is not given; the key is not shown while you type. The key may come on standard input, which keeps it out
of the shell's history:

  pixomax login --url https://studio.example.org < key.txt

It is checked, then kept in your folder of settings, readable by you alone.

${exits}`;

const colorize = `Usage: pixomax colorize FILES… [options]
FILES are photos, folders (and the folders inside, links left out), patterns such as "old/**/*.jpg", or - for standard
input, whose picture goes to standard output. NAME.jpg becomes NAME-color.png beside it.

  --model large|tiny        large (default) colours better, tiny is faster
  --repair                  Smart Damage Repair, +1 credit a photo
  --clarity                 AI Clarity Boost, +2 credits a photo
  --format png|jpeg|webp    png unless given
  --strength 0..1           how much colour; 1 unless given
  --metadata keep|strip_gps|strip
                            what becomes of the photo's EXIF and XMP; keep unless given
  --out DIR                 write there instead, with the same folders inside
  --concurrency N           photos under way at once, 1 to 16; 2 unless given
  --yes                     spend more than 50 credits without being asked
  --force                   also photos whose result exists already
  --json                    one JSON object per photo on standard output

Only a photo that succeeds is charged. Photos whose result exists are skipped, and so are files named like a result
(NAME-color.png). Run the same command again after an interruption: it goes on where it was, and a photo that was sent
already is fetched without a second charge for a day. A file ending in .part marks such a photo.
Ctrl-C finishes the photos under way; a second one ends at once.

${exits}`;

const simple = (usage: string) => `Usage: pixomax ${usage}\n\n${exits}`;

/** The texts of --help by command; "" is the program's own. */
export const helpTexts: Record<string, string> = {
  "": overview,
  login,
  logout: simple("logout"),
  colorize,
  balance: simple("balance [--json]"),
  jobs: simple("jobs [--limit N (20, up to 1000)] [--status queued|running|succeeded|failed|canceled] [--json]"),
};
