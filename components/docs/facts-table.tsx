import type { Fact } from "./content/docs-block";
import { InlineCode, InlineText } from "./inline-text";

/** Names and what they mean, in two columns at any width. `where` is below the name. */
export function FactsTable({ caption, head, facts }: { caption: string; head: [string, string]; facts: Fact[] }) {
  return (
    <table className="w-full table-fixed border-collapse text-left text-sm leading-6">
      <caption className="sr-only">{caption}</caption>
      <thead>
        <tr className="border-b text-muted-foreground">
          <th scope="col" className="w-[42%] py-2 pr-4 font-medium sm:w-[14rem]">
            {head[0]}
          </th>
          <th scope="col" className="py-2 font-medium">
            {head[1]}
          </th>
        </tr>
      </thead>
      <tbody>
        {facts.map(({ name, where, text }) => (
          <tr key={name} className="border-b align-top last:border-b-0">
            <th scope="row" className="py-3 pr-4 font-normal">
              <InlineCode>{name}</InlineCode>
              {where ? <span className="mt-1 block text-muted-foreground text-xs">{where}</span> : null}
            </th>
            <td className="py-3">
              <InlineText text={text} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
