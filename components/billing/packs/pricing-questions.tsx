type Question = { question: string; answer: string };

const always: Question[] = [
  {
    question: "When is a photo charged?",
    answer:
      "Once its result is stored and ready for you. Its price is set aside while it runs, and comes back in full if anything fails.",
  },
  {
    question: "Do I pay more for the API?",
    answer: "No. Workbench and API take the same credits from the same account, at the same price.",
  },
];
const whenSelling: Question[] = [
  {
    question: "Do credits run out of time?",
    answer: "Credits you buy stay until you use them. Only credits that were given may have a last day.",
  },
  {
    question: "Who sees my card?",
    answer: "Stripe does, on its own page. This studio never sees it, and every purchase has a receipt.",
  },
];
const whenGiving: Question[] = [
  {
    question: "How do I get credits?",
    answer: "Ask the person who runs this studio. They add them with one command, and you see them at once.",
  },
  {
    question: "Can I run my own?",
    answer: "Yes. The studio is open source and its networks come with it: your own machine, your own credits.",
  },
];

/** Four lines that answer what people ask before they buy. */
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
