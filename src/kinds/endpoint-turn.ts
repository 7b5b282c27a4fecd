/** How long one endpoint is chosen before it is the next one's turn, in ms: shorter than any wait between two attempts. */
const turnMs = 700;

/**
 * One of several equal endpoints, another one as time goes by. An attempt that fails is made again later and so reaches another
 * endpoint, without the kind knowing of attempts.
 */
export function inTurn<Choice>(choices: readonly Choice[], now: number): Choice | undefined {
  return choices[Math.floor(now / turnMs) % Math.max(1, choices.length)];
}
