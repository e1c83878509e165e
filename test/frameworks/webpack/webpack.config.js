const HtmlWebpackPlugin = require('html-webpack-plugin');

module.exports = {
  mode: 'development',
  entry: './src/main.tsx',
  module: { rules: [{ test: /\.tsx?$/, loader: 'ts-loader' }] },
  resolve: { extensions: ['.ts', '.tsx', '.js'] },
  plugins: [new HtmlWebpackPlugin({ templateContent: '<div id="root"></div>' })],
  // Serves the folder `public` as well, where msw's worker script is.
  devServer: { static: 'public' },
};
