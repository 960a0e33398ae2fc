// PageRank on a small web: links in an adjacency list by name, power iteration until it settles.
const links: Record<string, string[]> = {
  home: ['about', 'products'],
  about: ['home'],
  products: ['home', 'cart'],
  cart: ['home', 'products', 'about'],
};
const wanted: Record<string, number> = { home: 0.4, about: 0.2, products: 0.3, cart: 0.1 };

export function pageRank(damping = 0.7) {
  const pages = Object.keys(links);
  let rank: Record<string, number> = Object.fromEntries(pages.map((p) => [p, 1 / pages.length]));
  for (let round = 0; round < 30; round++) {
    const next: Record<string, number> = {};
    for (const page of pages) next[page] = (1 - damping) / pages.length;
    for (const page of pages) {
      for (const target of links[page]) next[target] += (damping * rank[page]) / links[page].length;
    }
    rank = next;
  }
  return pages.reduce((sum, page) => sum + (rank[page] - wanted[page]) ** 2, 0);
}
