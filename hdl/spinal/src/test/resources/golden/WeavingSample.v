// Component : WeavingSample
`timescale 1ns/1ps
module WeavingSample (
  input wire [3:0] x,
  output wire [3:0] y,
  output wire [16:0] outerOut,
  output wire summary,
  input wire aclk,
  input wire aresetn
);
  wire [3:0] chain_0_y;
  wire [3:0] chain_1_y;
  wire [3:0] array_0_y;
  wire [3:0] array_1_y;
  wire [3:0] chosen_y;
  wire outer_flag;
  reg [1:0] outer_numbers_0;
  wire [2:0] outer_numbers_1;
  wire outer_marks_0;
  wire outer_marks_1;
  wire outer_inner_flag;
  wire [1:0] outer_inner_numbers_0;
  wire [2:0] outer_inner_numbers_1;
  wire outer_inner_marks_0;
  wire outer_inner_marks_1;
  wire outer_maybe;
  wire byFlavour_SOUR;
  wire [1:0] table_0_0;
  wire [1:0] table_0_1;
  wire [1:0] table_1_0;
  wire [1:0] level1_low;
  wire level1_deeper_high;
  wire anonymous_odd;
  Increment chain_0 (
    .x (x[3:0] ), //i
    .y (chain_0_y[3:0]), //o
    .aclk (aclk ), //i
    .aresetn (aresetn ) //i
  );
  Increment chain_1 (
    .x (chain_0_y[3:0]), //i
    .y (chain_1_y[3:0]), //o
    .aclk (aclk ), //i
    .aresetn (aresetn ) //i
  );
  Invert array_0 (
    .x (chosen_y[3:0] ), //i
    .y (array_0_y[3:0]), //o
    .aclk (aclk ), //i
    .aresetn (aresetn ) //i
  );
  Increment array_1 (
    .x (array_0_y[3:0]), //i
    .y (array_1_y[3:0]), //o
    .aclk (aclk ), //i
    .aresetn (aresetn ) //i
  );
  Silent first (
    .aclk (aclk ), //i
    .aresetn (aresetn) //i
  );
  Invert chosen (
    .x (chain_1_y[3:0]), //i
    .y (chosen_y[3:0] ), //o
    .aclk (aclk ), //i
    .aresetn (aresetn ) //i
  );
  Silent silent_2 (
    .aclk (aclk ), //i
    .aresetn (aresetn) //i
  );
  assign outer_flag = 1'b0;
  assign outer_numbers_1 = 3'b000;
  assign outer_marks_0 = 1'b0;
  assign outer_marks_1 = 1'b0;
  assign outer_inner_flag = 1'b0;
  assign outer_inner_numbers_0 = 2'b00;
  assign outer_inner_numbers_1 = 3'b000;
  assign outer_inner_marks_0 = 1'b0;
  assign outer_inner_marks_1 = 1'b0;
  assign outer_maybe = 1'b0;
  assign level1_low = x[1 : 0];
  assign level1_deeper_high = x[3];
  assign anonymous_odd = x[0];
  assign byFlavour_SOUR = anonymous_odd;
  assign table_0_0 = level1_low;
  assign table_0_1 = (~ level1_low);
  assign table_1_0 = 2'b11;
  assign outerOut = {outer_maybe,{{outer_inner_marks_1,{outer_inner_marks_0,{outer_inner_numbers_1,{outer_inner_numbers_0,outer_inner_flag}}}},{outer_marks_1,{outer_marks_0,{outer_numbers_1,{outer_numbers_0,outer_flag}}}}}};
  assign y = array_1_y;
  assign summary = (((level1_deeper_high && byFlavour_SOUR) && (table_0_0 == 2'b01)) && (table_1_0 == 2'b11));
  always @(posedge aclk) begin
    if(!aresetn) begin
      outer_numbers_0 <= 2'b00;
    end else begin
      outer_numbers_0 <= table_0_1;
    end
  end
endmodule
//Silent_1 replaced by Silent
//Invert_1 replaced by Invert
module Silent (
  input wire aclk,
  input wire aresetn
);
  reg [3:0] ticks;
  always @(posedge aclk) begin
    if(!aresetn) begin
      ticks <= 4'b0000;
    end else begin
      ticks <= (ticks + 4'b0001);
    end
  end
endmodule
//Increment_2 replaced by Increment
module Invert (
  input wire [3:0] x,
  output wire [3:0] y,
  input wire aclk,
  input wire aresetn
);
  reg [3:0] held;
  assign y = (~ held);
  always @(posedge aclk) begin
    held <= x;
  end
endmodule
//Increment_1 replaced by Increment
module Increment (
  input wire [3:0] x,
  output wire [3:0] y,
  input wire aclk,
  input wire aresetn
);
  reg [3:0] held;
  wire [3:0] sum;
  assign sum = (held + 4'b0001);
  assign y = sum;
  always @(posedge aclk) begin
    held <= x;
  end
endmodule
