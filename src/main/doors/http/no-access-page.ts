/** What a browser sees that did not come through a working link. */
export const noAccessPage = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Circle Take</title>
<style>
  html { color-scheme: dark light; font: 16px/1.5 Inter, system-ui, sans-serif; }
  main { max-width: 34rem; margin: 20vh auto 0; padding: 0 1.5rem; }
  h1 { font-size: 1.25rem; }
</style>
<main>
  <h1>This browser has no access to the studio</h1>
  <p>Open the last link that Circle Take has printed in the terminal. Each link works once.</p>
</main>
`;
