import type { ReactNode } from "react";
import { OperatorContact } from "@/components/ui/operator-contact";

type Question = { question: string; answer: ReactNode };

const always: Question[] = [
  {
    question: "When is a photo charged?",
    answer:
      "When its output is stored and ready to download. While it runs, its price is on hold; if anything fails, you get it back in full.",
  },
  {
    question: "Do I pay more for the API?",
    answer: "No. Workbench and API use the same credits at the same price.",
  },
];
const whenSelling: Question[] = [
  {
    question: "Do credits expire?",
    answer: "Credits you buy never expire. Credits you were given may have an expiry date.",
  },
  {
    question: "Who sees my card?",
    answer: "Only Stripe, on its own page. Every purchase comes with a receipt.",
  },
];
const whenGiving: Question[] = [
  {
    question: "How do I get credits?",
    answer: (
      <>
        Ask <OperatorContact />. Once they have added some to your account you can use them right away.
      </>
    ),
  },
  {
    question: "Can I run my own?",
    answer: "Yes. The studio is open source and comes with its models: your own machine, your own credits.",
  },
];

/** What people ask before they buy. */
export function PricingQuestions({ enabled }: { enabled: boolean }) {
  return (
    <section aria-labelledby="questions-title" className="grid gap-8 lg:grid-cols-[5fr_7fr] lg:gap-16">
      <h2 id="questions-title" className="text-2xl font-semibold sm:text-3xl">
        Questions
      </h2>
      <dl className="grid gap-x-10 gap-y-8 sm:grid-cols-2">
        {[...always, ...(enabled ? whenSelling : whenGiving)].map(({ question, answer }) => (
          <div key={question} className="grid content-start gap-1.5">
            <dt className="font-medium">{question}</dt>
            <dd className="text-pretty text-muted-foreground">{answer}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
