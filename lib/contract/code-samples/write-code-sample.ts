import type { SampleLanguage, SampleRequest } from "./sample-request";
import { writeCurl } from "./write-curl";
import { writeGo } from "./write-go";
import { writeJavaScript } from "./write-javascript";
import { writePhp } from "./write-php";
import { writePython } from "./write-python";
import { writeTypeScript } from "./write-typescript";

export const colorizePath = "/api/v1/colorize";

const writers: Record<SampleLanguage, (request: SampleRequest) => string> = {
  curl: writeCurl,
  javascript: writeJavaScript,
  typescript: writeTypeScript,
  python: writePython,
  php: writePhp,
  go: writeGo,
};

type Choices = Pick<SampleRequest, "input" | "apiKey"> &
  Partial<SampleRequest> & {
    language: SampleLanguage;
    /** Origin of the studio, without a trailing slash. */
    origin: string;
  };

/**
 * A complete program that colorizes one photo, ready to paste. It prints `outputUrl`; on an error it prints the problem's code and
 * detail and exits with a status other than 0.
 */
export function writeCodeSample({ language, origin, ...choices }: Choices): string {
  return writers[language]({
    endpoint: `${origin}${colorizePath}`,
    photoUrl: `${origin}/samples/dust-bowl-home.jpg`,
    model: "large",
    cleanScratches: false,
    faceRemaster: false,
    ...choices,
  });
}

/** One line for a terminal that colorizes the folder `photos` with the program that the studio at `origin` gives away. */
export const writeCommandLine = (origin: string): string =>
  `npx --yes ${origin}/downloads/pixomax-cli.tgz colorize photos --out colored`;
