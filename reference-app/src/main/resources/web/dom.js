// Building and finding elements. Text always goes through textContent.

/** @returns {HTMLElement} */
export const byId = id => document.getElementById(id);

/**
 * An element; `text` becomes its text, `data` its data attributes, everything else an attribute.
 * @returns {HTMLElement}
 */
export function el(tag, { text, data, ...attributes } = {}, ...children) {
  const element = document.createElement(tag);
  if (text !== undefined) element.textContent = text;
  for (const [name, value] of Object.entries(data ?? {})) element.dataset[name] = value;
  for (const [name, value] of Object.entries(attributes)) {
    if (value === true) element.setAttribute(name, '');
    else if (value !== false && value !== undefined) element.setAttribute(name, value);
  }
  element.append(...children.filter(Boolean));
  return element;
}

export function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}
