export { mount } from '../vite-dev/app.ts';
