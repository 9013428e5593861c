/** The grease-pencil circle. */
export const Mark = () => (
  <span
    aria-hidden
    className="inline-block size-4.5 -rotate-18 scale-x-112 rounded-full border-[2.5px] border-pencil-line"
  />
);
