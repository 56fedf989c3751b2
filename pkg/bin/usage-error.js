// What the user can mend: the command says so in a sentence and ends with 2, before anything was canceled.

export class UsageError extends Error {}
