import type { ReactNode } from "react";
import { writeDocs } from "@/components/docs/content/write-docs";
import { DocsNav } from "@/components/docs/docs-nav";
import { DocsSectionView } from "@/components/docs/docs-section-view";
import { PageHeader } from "@/components/ui/page-header";
import { readDocsFacts } from "@/lib/http/pages/page-data";

const samples = { id: "samples", title: "Sample code" };

/** The text is the layout and the samples are the page, so that a choice loads only the samples. */
export default async function DocsLayout({ children }: { children: ReactNode }) {
  const { start, chapters } = writeDocs(await readDocsFacts());
  const contents = [{ ...start, sections: [...start.sections, samples] }, ...chapters];
  return (
    <div className="mx-auto grid w-full max-w-[88rem] grid-cols-[minmax(0,1fr)] gap-x-10 gap-y-10 px-4 py-10 sm:px-6 lg:grid-cols-[11rem_minmax(0,1fr)] lg:py-14 xl:grid-cols-[11rem_minmax(0,1fr)_26rem] xl:grid-rows-[auto_auto_1fr] 2xl:gap-x-14 2xl:grid-cols-[12rem_minmax(0,1fr)_30rem]">
      <PageHeader title="API documentation" className="lg:col-start-2">
        One HTTP call turns a black-and-white photo into a color photo. Send your key and one form field; get one URL
        back.
      </PageHeader>
      <div className="lg:col-start-1 lg:row-span-4 lg:row-start-1">
        <DocsNav chapters={contents} />
      </div>
      <div className="min-w-0 max-w-[46rem] space-y-12 lg:col-start-2">
        {start.sections.map((section) => (
          <DocsSectionView key={section.id} section={section} />
        ))}
      </div>
      <div className="min-w-0 max-w-[46rem] lg:col-start-2 xl:sticky xl:top-24 xl:col-start-3 xl:row-span-3 xl:row-start-1 xl:flex xl:max-h-[calc(100dvh-7rem)] xl:flex-col xl:self-start">
        {children}
      </div>
      <div className="min-w-0 max-w-[46rem] space-y-12 border-t pt-10 lg:col-start-2 xl:row-start-3">
        {chapters.flatMap(({ sections }) =>
          sections.map((section) => <DocsSectionView key={section.id} section={section} />),
        )}
      </div>
    </div>
  );
}
