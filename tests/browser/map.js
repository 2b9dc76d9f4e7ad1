// SPDX-License-Identifier: BSD-2-Clause
// What map.py asks of a picture, behind what page.js has: each function gives a list of what is wrong.

const words = () => [...document.querySelectorAll("text")];

const inside = () => {
	const wrong = [], all = document.documentElement.getBoundingClientRect();
	for (const each of words()) {
		const box = each.getBoundingClientRect();
		if (box.left < all.left || box.right > all.right || box.top < all.top || box.bottom > all.bottom)
			wrong.push(`${name(each)} is cut off`);
		if (box.height < 8)
			wrong.push(`${name(each)} is ${box.height} high`);
	}
	return words().length > 5 ? wrong : ["there are hardly any words"];
};

const apart = () => {
	const wrong = [], found = words().map((each) => [each, each.getBoundingClientRect()]);
	found.forEach(([each, box], at) => {
		for (const [other, its] of found.slice(at + 1)) {
			if (Math.min(box.right, its.right) - Math.max(box.left, its.left) > 1 &&
				Math.min(box.bottom, its.bottom) - Math.max(box.top, its.top) > 3)
				wrong.push(`${name(each)} is over ${name(other)}`);
		}
	});
	return wrong;
};

const legible = (least) => words().map((each) => {
	const ink = channels(getComputedStyle(each).fill), paper = below(each);
	return !ink || ratio(ink, paper) < least ? `${name(each)}: ${ink} on ${paper}` : null;
}).filter(Boolean);

// The words stand there, and nothing is over them.
const seen = (wanted) => wanted.filter((text) => !words().some((each) => {
	if (!each.textContent.includes(text))
		return false;
	each.scrollIntoView({ block: "center", inline: "center" });
	const box = each.getBoundingClientRect();
	return document.elementsFromPoint(box.left + box.width / 2, box.top + box.height / 2)[0] === each;
})).map((text) => `"${text}" is not seen`);

// Where hatching is: at the level of words that say why.
const hatched = (text) => {
	const band = [...document.querySelectorAll("rect[fill^=url]")].map((each) => each.getBoundingClientRect());
	const beside = words().filter((each) => each.textContent.includes(text)).map((each) => each.getBoundingClientRect());
	return band.filter((box) => beside.some((its) => box.top <= its.bottom && its.top <= box.bottom && box.right < its.left))
		.map((box) => [box.left, box.top, box.right, box.bottom]);
};
