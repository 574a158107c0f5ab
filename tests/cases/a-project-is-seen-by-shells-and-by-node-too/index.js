import { left } from "left";

export const greet = (name) => left("Hello, " + name);
