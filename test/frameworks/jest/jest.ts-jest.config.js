module.exports = {
  testEnvironment: 'jest-fixed-jsdom',
  transform: { '\\.ts$': 'ts-jest' },
};
