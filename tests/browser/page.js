// SPDX-License-Identifier: BSD-2-Clause
// What check.py asks of a page: each function gives a list of what is wrong.

const name = (element) =>
	`<${element.tagName.toLowerCase()}${element.className && element.className.baseVal === undefined ? "." + element.className : ""}> ` +
	JSON.stringify((element.textContent || "").trim().slice(0, 40));

const texts = () => {
	const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
	const found = [];
	while (walker.nextNode()) {
		const node = walker.currentNode, parent = node.parentElement;
		if (node.data.trim() && !parent.closest("style, title, desc") && parent.checkVisibility({ opacityProperty: true }) &&
			!parent.closest(".skip"))
			found.push(node);
	}
	return found;
};

const boxes = (node) => {
	const range = document.createRange();
	range.selectNodeContents(node);
	return [...range.getClientRects()].filter((box) => box.width || box.height);
};

// What may be scrolled sideways by itself, and so be wider than the window.
const scrolls = (element) => {
	const box = element.closest("pre, .wide");
	return box && getComputedStyle(box).overflowX === "auto";
};

const fits = () => {
	const wrong = [], width = document.documentElement.clientWidth;
	if (document.scrollingElement.scrollWidth > width)
		wrong.push(`the page is ${document.scrollingElement.scrollWidth} wide in a window of ${width}`);
	for (const box of document.querySelectorAll("pre, .wide")) {
		const { left, right } = box.getBoundingClientRect();
		if (box.checkVisibility() && (left < 0 || right > width + 0.5))
			wrong.push(`${name(box)} is at ${left}..${right} in a window of ${width}`);
	}
	for (const head of document.querySelectorAll("thead th")) {
		if (boxes(head.firstChild).length !== 1)
			wrong.push(`${name(head)} is broken`);
	}
	for (const node of texts()) {
		const found = boxes(node), parent = node.parentElement;
		if (!found.length)
			wrong.push(`${name(parent)} has no box`);
		for (const box of found) {
			if (box.height < 8)
				wrong.push(`${name(parent)} is ${box.height} high`);
			if (!scrolls(parent) && (box.left < 0 || box.right > width + 0.5))
				wrong.push(`${name(parent)} is at ${box.left}..${box.right} in a window of ${width}`);
		}
		for (let around = parent; around; around = around.parentElement) {
			const style = getComputedStyle(around);
			if (style.overflowX === "hidden" && around.scrollWidth > around.clientWidth + 1)
				wrong.push(`${name(around)} is clipped`);
		}
	}
	return wrong;
};

const channels = (colour) => {
	const parts = colour.match(/^rgba?\(([\d.]+), ([\d.]+), ([\d.]+)(?:, ([\d.]+))?\)$/);
	return parts && parts.slice(1).map((part) => (part === undefined ? 1 : Number(part)));
};

const luminance = (colour) => {
	const [red, green, blue] = colour.map((part) => part / 255).map((part) =>
		part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
	return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
};

const ratio = (one, other) => {
	const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b);
	return (high + 0.05) / (low + 0.05);
};

// The paint behind a text: that of the element around it that has one, or of the shape below it.
const ground = (element) => {
	for (let around = element; around; around = around.parentElement) {
		const paint = channels(getComputedStyle(around).backgroundColor);
		if (paint && paint[3] === 1)
			return paint;
	}
	return [255, 255, 255, 1];
};

const below = (element) => {
	element.scrollIntoView({ block: "center", inline: "center" });
	const box = element.getBoundingClientRect();
	const stack = document.elementsFromPoint(box.left + box.width / 2, box.top + box.height / 2);
	for (const each of stack) {
		const style = getComputedStyle(each), paint = channels(style.fill);
		if (each !== element && ["rect", "path"].includes(each.tagName) && paint && paint[3] === 1 &&
			style.fillOpacity === "1" && style.opacity === "1")
			return paint;
	}
	return ground(element.closest("svg"));
};

const contrasts = (least) => {
	const wrong = [], measured = new Set();
	for (const node of texts()) {
		const element = node.parentElement, drawn = element.closest("svg") !== null;
		const style = getComputedStyle(element), ink = channels(drawn ? style.fill : style.color);
		const paper = drawn ? below(element) : ground(element);
		const key = `${ink} on ${paper}`;
		measured.add(key);
		if (!ink || ratio(ink, paper) < least)
			wrong.push(`${name(element)} has ${ink && ratio(ink, paper).toFixed(2)}: ${key}`);
	}
	if (measured.size < 4)
		wrong.push(`only ${measured.size} pairs of colours were measured`);
	window.scrollTo(0, 0);
	return wrong;
};

const stops = () => [...document.querySelectorAll("a[href], summary, [tabindex='0']")].filter((each) => each.checkVisibility());

// Where the focus is, as a number of stops(); and whether one can see it.
const focus = () => {
	const element = document.activeElement, style = getComputedStyle(element), box = element.getBoundingClientRect();
	return {
		at: stops().indexOf(element),
		id: element.id,
		name: name(element),
		ringed: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
		seen: box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
	};
};

const links = () => [...document.querySelectorAll("a[href]")].filter((each) => {
	const address = each.getAttribute("href");
	const target = address[0] === "#" && document.getElementById(address.slice(1));
	return !target || !(each.textContent.trim() || each.getAttribute("aria-label"));
}).map(name);

// The first overlap of the page, and the words beside it.
const overlap = () => {
	const wrong = [];
	for (const [what, least, found] of [
		["band", 8, document.querySelector(".map [class*='frame']")],
		["words", 8, [...document.querySelectorAll(".map a text")].find((each) => /overlap/.test(each.textContent))]]) {
		if (found)
			found.scrollIntoView({ block: "center" });
		const box = found && found.getBoundingClientRect();
		if (!box || box.width < least || box.height < least || box.left < 0 || box.right > innerWidth || box.top < 0 ||
			box.bottom > innerHeight)
			wrong.push(`the ${what} of the overlap: ${box ? JSON.stringify(box) : "nothing"}`);
	}
	return wrong;
};

// What the address leads to now is there, and in view.
const arrived = (inside) => {
	const target = document.querySelector(":target"), box = target && target.getBoundingClientRect();
	if (!target || !target.closest(inside))
		return [`${location.hash} is nothing in ${inside}`];
	return box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight ? [] : [`${location.hash} is out of view`];
};

const fetched = () => performance.getEntriesByType("resource").map((each) => each.name);

// What the policy must not let happen.
const policy = () => {
	const script = document.createElement("script"), wrong = [];
	script.textContent = "window.ran = true";
	document.head.append(script);
	if (window.ran)
		wrong.push("a script runs");
	if (document.querySelectorAll("script").length !== 1)
		wrong.push("the page has a script");
	script.remove();
	return wrong;
};
