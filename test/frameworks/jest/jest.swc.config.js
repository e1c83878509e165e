module.exports = {
  testEnvironment: 'jest-fixed-jsdom',
  transform: { '\\.ts$': '@swc/jest' },
};
