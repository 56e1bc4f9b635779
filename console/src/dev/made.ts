export const DAY = 86_400_000;
export const ago = (days: number) => new Date(Date.now() - days * DAY).toISOString();
export const hex = (seed: number) =>
  (seed * 2654435761).toString(16).padStart(8, '0').repeat(8).slice(0, 64);
