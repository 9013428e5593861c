/** `a Replicate key`, `an OpenAI key`: the English article that a name is read with. */
export const withArticle = (name: string): string => `${/^[aeiou]/i.test(name) ? 'an' : 'a'} ${name}`;
