# The service as one image: the web app is built in the first stage; the second holds what runs, as its own user.
FROM node:24.21.0-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
COPY bin bin
RUN npm ci
COPY . .
RUN npm run build && npm prune --omit=dev

FROM node:24.21.0-bookworm-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 DATA_DIR=/data
WORKDIR /app
COPY --from=build --chown=root:root /app/package.json /app/package-lock.json ./
COPY --from=build --chown=root:root /app/node_modules node_modules
COPY --from=build --chown=root:root /app/bin bin
COPY --from=build --chown=root:root /app/src src
COPY --from=build --chown=root:root /app/rules rules
COPY --from=build --chown=root:root /app/migrations migrations
COPY --from=build --chown=root:root /app/dist dist
RUN ln -s /app/bin/matkalasku.mjs /usr/local/bin/matkalasku && mkdir /data && chown node:node /data
USER node
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/api/health`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["matkalasku", "serve"]
