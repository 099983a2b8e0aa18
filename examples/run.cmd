@echo off
rem Starts the examples on Windows, built first if they were not built before.
rem usage: examples\run.cmd [ARGUMENT...]     no argument: demo; --help lists the rest
setlocal
set "root=%~dp0.."
set "jar=%root%\examples\target\netty-winsock-examples.jar"
set "java=java"
if defined JAVA_HOME set "java=%JAVA_HOME%\bin\java"

if not exist "%jar%" (
  echo building the examples 1>&2
  call mvn -q -B -ntp -f "%root%\pom.xml" -pl examples -am package -Dmaven.test.skip=true 1>&2 || exit /b 1
)

if "%~1"=="" (
  "%java%" -jar "%jar%" demo
) else (
  "%java%" -jar "%jar%" %*
)
