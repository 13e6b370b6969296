import { InlineText } from "./inline-text";

type Props = { caption: string; head: string[]; rows: string[][] };

/** More columns than these are wider than a phone. */
const narrowColumns = 3;

/** A small table of texts; the first column names the row. A wide one scrolls sideways in a region of its own. */
export function PlainTable(props: Props) {
  if (props.head.length <= narrowColumns) return <TextTable {...props} />;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section aria-label={props.caption} tabIndex={0} className="overflow-x-auto">
      <TextTable {...props} />
    </section>
  );
}

function TextTable({ caption, head, rows }: Props) {
  return (
    <table className="w-full border-collapse text-left text-sm leading-6">
      <caption className="sr-only">{caption}</caption>
      <thead>
        <tr className="border-b text-muted-foreground">
          {head.map((title) => (
            <th key={title} scope="col" className="py-2 pr-4 font-medium last:pr-0">
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(([name = "", ...cells]) => (
          <tr key={name} className="border-b align-top last:border-b-0">
            <th scope="row" className="py-3 pr-4 font-medium">
              <InlineText text={name} />
            </th>
            {cells.map((cell, at) => (
              <td key={head[at + 1]} className="break-words py-3 pr-4 tabular-nums last:pr-0">
                <InlineText text={cell} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
