// Finding one's way in the demonstration district, over HTTP: grids with people in them, whatever the seed.

/** A grid by its name, as the search finds it. */
export async function gridNamed(owner, name) {
  const { hits } = await owner.ask("search", { text: name, limit: 20 });
  const hit = hits.find((one) => one.noun === "grid" && one.name.includes(name));
  if (!hit) throw new Error(`no grid named ${name}`);
  return owner.ask("grid", { path: hit.id });
}

/** An estate below `path` with at least `buildings` buildings that have a head, with those heads' posts. */
export async function estateBelow(owner, path, buildings) {
  const card = await owner.ask("grid", { path });
  const isEstate = card.grid.level === 4;
  if (isEstate) {
    const heads = [];
    for (const child of card.children) {
      const building = await owner.ask("grid", { path: child.path });
      if (building.heads.length > 0) heads.push(building.heads[0].post);
      if (heads.length === buildings) return { card, heads };
    }
    return null;
  }
  for (const child of card.children) {
    const found = await estateBelow(owner, child.path, buildings);
    if (found) return found;
  }
  return null;
}

/** The posts that must answer an order. */
export async function recipients(owner, order) {
  const { rows } = await owner.ask("order", { id: order });
  return rows.filter((row) => row.part === "recipient").map((row) => row.post);
}

/** How far an order has got with a post. */
export async function row(owner, order, post) {
  const { rows } = await owner.ask("order", { id: order });
  return rows.find((one) => one.post === post);
}
